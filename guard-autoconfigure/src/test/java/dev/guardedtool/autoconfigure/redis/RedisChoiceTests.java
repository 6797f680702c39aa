package dev.guardedtool.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.store.GuardStoreAutoConfiguration;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.budget.InMemoryBudgetStore;
import dev.guardedtool.store.redis.RedisAttemptStore;
import dev.guardedtool.store.redis.RedisBudgetStore;
import dev.guardedtool.store.redis.RedisEffectLedger;
import dev.guardedtool.store.redis.RedisFactStore;
import dev.guardedtool.store.redis.RedisRateStore;
import dev.guardedtool.store.redis.RedisRunStore;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each subject is kept in Redis where that is said, and only there. */
@ExtendWith(RedisServer.class)
class RedisChoiceTests {

    private static final Map<String, Class<?>> STORES = Map.of(
            "effects", RedisEffectLedger.class,
            "budgets", RedisBudgetStore.class,
            "rates", RedisRateStore.class,
            "attempts", RedisAttemptStore.class,
            "facts", RedisFactStore.class,
            "runs", RedisRunStore.class);

    @Test
    void everythingIsKeptWhereTheStoreIs() {
        Refunding.stored()
                .run(context ->
                        STORES.values().forEach(store -> assertThat(context).hasSingleBean(store)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"effects", "budgets", "rates", "attempts", "facts", "runs"})
    void oneThingAloneMayBeKeptInRedis(String subject) {
        Refunding.withRedis()
                .withPropertyValues("guard.stores." + subject + "=redis")
                .run(context -> STORES.forEach((other, store) ->
                        assertThat(context.getBeansOfType(store)).hasSize(other.equals(subject) ? 1 : 0)));
    }

    /** Facts and snapshots are recognised by fingerprints too, and another instance would find none. */
    @ParameterizedTest
    @ValueSource(strings = {"effects", "facts", "runs"})
    void withoutASecretKeyTheStartFailsWhateverIsKept(String subject) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        GuardAutoConfiguration.class,
                        GuardRedisAutoConfiguration.class,
                        GuardStoreAutoConfiguration.class,
                        DataRedisAutoConfiguration.class))
                .withPropertyValues(
                        "spring.data.redis.url=redis://127.0.0.1:" + RedisServer.port(),
                        "guard.stores." + subject + "=redis")
                .run(application -> assertThat(application)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("secret-key must be set"));
    }

    @Test
    void aStoreOfTheApplicationWins() {
        Refunding.stored()
                .withBean(BudgetStore.class, () -> new InMemoryBudgetStore(10, Clock.systemUTC()))
                .run(context -> assertThat(context)
                        .hasSingleBean(BudgetStore.class)
                        .doesNotHaveBean(RedisBudgetStore.class)
                        .hasSingleBean(RedisRateStore.class));
    }
}
