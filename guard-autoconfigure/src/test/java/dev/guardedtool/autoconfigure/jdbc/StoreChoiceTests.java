package dev.guardedtool.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.store.GuardStoreAutoConfiguration;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.budget.InMemoryBudgetStore;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.store.jdbc.JdbcAttemptStore;
import dev.guardedtool.store.jdbc.JdbcBudgetStore;
import dev.guardedtool.store.jdbc.JdbcEffectLedger;
import dev.guardedtool.store.jdbc.JdbcFactStore;
import dev.guardedtool.store.jdbc.JdbcRateStore;
import dev.guardedtool.store.jdbc.JdbcRunStore;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Each subject is kept where it is said, and else where everything is. */
class StoreChoiceTests {

    private static final Map<String, Class<?>> INTERFACES = Map.of(
            "effects", EffectLedger.class,
            "budgets", BudgetStore.class,
            "rates", RateStore.class,
            "attempts", AttemptStore.class,
            "facts", FactStore.class,
            "runs", RunStore.class);

    private static final Map<String, Class<?>> STORES = Map.of(
            "effects", JdbcEffectLedger.class,
            "budgets", JdbcBudgetStore.class,
            "rates", JdbcRateStore.class,
            "attempts", JdbcAttemptStore.class,
            "facts", JdbcFactStore.class,
            "runs", JdbcRunStore.class);

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withPropertyValues(
                    "guard.secret-key=some key of sixteen bytes",
                    "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
            .withConfiguration(AutoConfigurations.of(
                    GuardAutoConfiguration.class,
                    GuardJdbcAutoConfiguration.class,
                    GuardStoreAutoConfiguration.class,
                    DataSourceAutoConfiguration.class));

    private static boolean kept(ApplicationContext context, String subject) {
        return !context.getBeansOfType(STORES.get(subject)).isEmpty();
    }

    @Test
    void everythingIsKeptWhereTheStoreIs() {
        application
                .withPropertyValues("guard.store=jdbc")
                .run(context -> assertThat(STORES.keySet()).allMatch(subject -> kept(context, subject)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"effects", "budgets", "rates", "attempts", "facts", "runs"})
    void oneThingMayBeKeptElsewhere(String subject) {
        application
                .withPropertyValues("guard.store=jdbc", "guard.stores." + subject + "=memory")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(INTERFACES.get(subject));
                    assertThat(STORES.keySet())
                            .filteredOn(other -> !other.equals(subject))
                            .allMatch(other -> kept(context, other));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"effects", "budgets", "rates", "attempts", "facts", "runs"})
    void oneThingAloneMayBeKeptInADatabase(String subject) {
        application.withPropertyValues("guard.stores." + subject + "=jdbc").run(context -> {
            assertThat(context).hasSingleBean(STORES.get(subject));
            assertThat(STORES.keySet())
                    .filteredOn(other -> !other.equals(subject))
                    .noneMatch(other -> kept(context, other));
        });
    }

    @Test
    void aStoreOfTheApplicationWins() {
        application
                .withPropertyValues("guard.store=jdbc")
                .withBean(BudgetStore.class, () -> new InMemoryBudgetStore(10, Clock.systemUTC()))
                .run(context -> {
                    assertThat(context).hasSingleBean(BudgetStore.class).doesNotHaveBean(JdbcBudgetStore.class);
                    assertThat(kept(context, "rates")).isTrue();
                });
    }
}
