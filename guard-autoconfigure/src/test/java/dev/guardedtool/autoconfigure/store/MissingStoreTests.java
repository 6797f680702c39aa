package dev.guardedtool.autoconfigure.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.jdbc.GuardJdbcAutoConfiguration;
import dev.guardedtool.autoconfigure.redis.GuardRedisAutoConfiguration;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.budget.InMemoryBudgetStore;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What is to be kept in a store that cannot be reached with what is on the class path is not kept in memory instead. */
class MissingStoreTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withPropertyValues("guard.secret-key=some key of sixteen bytes")
            .withConfiguration(AutoConfigurations.of(
                    GuardAutoConfiguration.class,
                    GuardJdbcAutoConfiguration.class,
                    GuardRedisAutoConfiguration.class,
                    GuardStoreAutoConfiguration.class));

    private ApplicationContextRunner without(String library) {
        return application.withClassLoader(new FilteredClassLoader(library));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc,  org.springframework.boot.jdbc,       spring-boot-starter-jdbc",
        "jdbc,  org.springframework.jdbc,            spring-boot-starter-jdbc",
        "redis, org.springframework.boot.data.redis, spring-boot-starter-data-redis",
        "redis, org.springframework.data.redis,      spring-boot-starter-data-redis"
    })
    void theStartFailsAndSaysWhatToAdd(String store, String library, String starter) {
        fails(without(library).withPropertyValues("guard.store=" + store), "not on the class path", starter);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void oneSubjectIsEnough(String store, String subject) {
        fails(
                without("org.springframework." + (store.equals("jdbc") ? "jdbc" : "data.redis"))
                        .withPropertyValues("guard.stores." + subject + "=" + store),
                "not on the class path",
                "spring-boot-starter-");
    }

    static Stream<String[]> subjects() {
        return Stream.of(StoredSubject.values())
                .map(subject -> subject.name().toLowerCase(Locale.ROOT))
                .flatMap(subject -> Stream.of("jdbc", "redis").map(store -> new String[] {store, subject}));
    }

    private static void fails(ApplicationContextRunner runner, String description, String action) {
        runner.run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new NoStoreFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(description);
            assertThat(analysis.getAction()).contains(action, "guard.stores");
        });
    }

    @ParameterizedTest
    @CsvSource({"jdbc, org.springframework.boot.jdbc", "redis, org.springframework.boot.data.redis"})
    void aStoreOfTheApplicationNeedsNone(String store, String library) {
        without(library)
                .withPropertyValues("guard.stores.budgets=" + store)
                .withBean(BudgetStore.class, () -> new InMemoryBudgetStore(10, Clock.systemUTC()))
                .run(context -> assertThat(context).hasNotFailed());
    }
}
