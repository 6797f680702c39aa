package dev.guardedtool.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.store.KeptSubject;
import dev.guardedtool.store.KeptSubject.Stores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of budgets, rates, attempts, facts and snapshots Redis keeps nothing that is over, and everything else. */
@ExtendWith(Redis.Stopped.class)
class LimitRetentionTests {

    private LettuceScripts scripts;
    private Stores stores;

    @BeforeEach
    void connect() {
        scripts = new LettuceScripts(Redis.fresh().url(), Redis.TIMEOUT);
        stores = new Stores(
                new RedisBudgetStore(scripts, "guard"),
                new RedisRateStore(scripts, "guard"),
                new RedisAttemptStore(scripts, "guard", KeptSubject.HOUR),
                new RedisFactStore(scripts, "guard"),
                new RedisRunStore(scripts, "guard", KeptSubject.HOUR));
    }

    @AfterEach
    void disconnect() {
        scripts.close();
    }

    private List<String> keys() {
        return scripts.connection().sync().keys("*").stream().map(Scripts::text).toList();
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsOverIsRemoved(KeptSubject subject) {
        subject.keep(stores, "old");
        Redis.age(scripts, KeptSubject.HOUR.dividedBy(2));
        subject.keep(stores, "living");
        Redis.age(scripts, Duration.ofMinutes(31));
        stores.budgets().recover();

        assertThat(subject.knows(stores, "living")).isTrue();
        assertThat(subject.knows(stores, "old")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftInTheEnd(KeptSubject subject) {
        subject.keep(stores, "old");
        subject.keep(stores, "other");
        assertThat(keys()).isNotEmpty();

        Redis.age(scripts, KeptSubject.HOUR.plusMinutes(1));
        stores.budgets().recover();

        assertThat(keys()).isEmpty();
    }

    /** Nobody has to ask, but for budgets: they are many in one key. */
    @ParameterizedTest
    @EnumSource(names = "BUDGETS", mode = EnumSource.Mode.EXCLUDE)
    void theServerForgetsByItself(KeptSubject subject) {
        subject.keep(stores, "old");

        assertThat(keys())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(scripts.connection().sync().pttl(Scripts.bytes(key)))
                        .isBetween(1L, KeptSubject.HOUR.plusSeconds(1).toMillis()));
    }

    @Test
    void whatIsSetAsideKeepsABudgetThatIsOver() {
        KeptSubject.hold(stores, "held");
        Redis.age(scripts, KeptSubject.HOUR.minusMinutes(1));
        stores.budgets().recover();
        assertThat(keys()).isNotEmpty();
        Redis.age(scripts, Duration.ofMinutes(2));

        assertThat(stores.budgets().recover()).hasSize(1);

        Redis.age(scripts, Duration.ofDays(2));
        stores.budgets().recover();
        assertThat(keys()).isEmpty();
    }
}
