package dev.guardedtool.autoconfigure.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.jdbc.GuardJdbcAutoConfiguration;
import dev.guardedtool.autoconfigure.redis.GuardRedisAutoConfiguration;
import dev.guardedtool.autoconfigure.redis.RedisServer;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application is not healthy while a store is away that keeps anything at all for the guard. */
@ExtendWith(RedisServer.class)
class StoreHealthTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withPropertyValues(
                    "guard.secret-key=some key of sixteen bytes",
                    "guard.redis.timeout=3s",
                    "spring.data.redis.url=redis://127.0.0.1:" + RedisServer.port(),
                    "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
            .withConfiguration(AutoConfigurations.of(
                    GuardAutoConfiguration.class,
                    GuardJdbcAutoConfiguration.class,
                    GuardRedisAutoConfiguration.class,
                    GuardStoreAutoConfiguration.class,
                    DataRedisAutoConfiguration.class,
                    DataSourceAutoConfiguration.class));

    private static Health health(ApplicationContext context) {
        return context.getBean(StoreHealthIndicator.class).health();
    }

    private static void shutDown(ApplicationContext context) {
        new JdbcTemplate(context.getBean(DataSource.class)).execute("shutdown");
    }

    @ParameterizedTest
    @EnumSource
    void whateverADatabaseKeeps(StoredSubject subject) {
        application.withPropertyValues("guard.stores." + subject + "=jdbc").run(context -> {
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);

            shutDown(context);

            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whateverRedisKeeps(StoredSubject subject) {
        application.withPropertyValues("guard.stores." + subject + "=redis").run(context -> {
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);

            RedisServer.stop();

            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
        });
    }

    @Test
    void ofTwoStoresItSaysWhichIsAway() {
        application
                .withPropertyValues("guard.stores.effects=redis", "guard.stores.budgets=jdbc")
                .run(context -> {
                    assertThat(health(context).getDetails())
                            .containsEntry("redis", "UP")
                            .containsEntry("jdbc", "UP")
                            .containsEntry("effectsInDoubt", 0);

                    shutDown(context);

                    assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health(context).getDetails())
                            .containsEntry("redis", "UP")
                            .containsEntry("jdbc", "DOWN");
                });
    }

    @Test
    void whatIsInMemoryHasNoHealthOfItsOwn() {
        application.run(context -> assertThat(context).doesNotHaveBean(StoreHealthIndicator.class));
    }
}
