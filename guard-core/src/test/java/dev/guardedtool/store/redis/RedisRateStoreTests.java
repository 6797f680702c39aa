package dev.guardedtool.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.rate.RateKey;
import dev.guardedtool.rate.RateRequest;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.rate.RateStoreContract;
import dev.guardedtool.rate.RateUse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rates in a real Redis are kept as by every store. */
@ExtendWith(Redis.Stopped.class)
class RedisRateStoreTests extends RateStoreContract {

    private static final Duration HOUR = Duration.ofHours(1);

    private Redis.Two processes;

    @Override
    protected RateStore store() {
        processes = Redis.Two.fresh();
        return new RedisRateStore(processes.here(), "guard");
    }

    @Override
    protected RateStore elsewhere() {
        return new RedisRateStore(processes.there(), "guard");
    }

    @AfterEach
    void disconnect() {
        processes.close();
    }

    @Override
    protected void advance(Duration time) {
        processes.age(time);
    }

    @Test
    void tellsTheMostUsedFirst() {
        RateStore store = store();
        for (int holder = 1; holder <= 4; holder++) {
            for (int call = 0; call < holder; call++) {
                store.acquire(List.of(request(holder)));
            }
        }
        store.release(List.of(request(9)), "unknown");

        assertThat(store.uses(2)).extracting(RateUse::limit).containsExactly(request(4), request(3));
        assertThat(store.uses(100)).extracting(RateUse::used).containsExactly(4, 3, 2, 1);
        assertThat(store.uses(1).get(0).nextFree()).isBetween(HOUR.minusMinutes(1), HOUR);

        processes.age(HOUR);
        assertThat(store.uses(100)).isEmpty();
        assertThat(processes.here().connection().sync().dbsize()).isZero();
    }

    @Test
    void limitsThatCountNothingAreForgottenWhileOthersAreAskedFor() {
        RateStore store = store();
        for (int holder = 0; holder < 20; holder++) {
            store.acquire(List.of(request(holder)));
            processes.age(HOUR);
        }

        assertThat(processes.here().connection().sync().hlen(Scripts.bytes("{guard:rates}:about")))
                .isLessThanOrEqualTo(2);
        assertThat(processes.here().connection().sync().zcard(Scripts.bytes("{guard:rates}:known")))
                .isLessThanOrEqualTo(2);
    }

    private static RateRequest request(int holder) {
        return new RateRequest(new RateKey(ToolName.of("send"), "principal", HOUR, "user " + holder), 10);
    }
}
