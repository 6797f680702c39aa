package dev.guardedtool.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.store.GuardStoreAutoConfiguration;
import dev.guardedtool.engine.Guard;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The tables may be made by the migrations of the application, from the script that the guard brings. */
class MigrationTests {

    private static final String SCRIPT = "/dev/guardedtool/store/jdbc/schema-h2.sql";

    @Test
    void theScriptIsAMigrationOfFlyway(@TempDir Path migrations) throws Exception {
        try (InputStream script = MigrationTests.class.getResourceAsStream(SCRIPT)) {
            Files.copy(script, migrations.resolve("V1__tables_of_the_guard.sql"));
        }
        new ApplicationContextRunner()
                .withPropertyValues(
                        "guard.secret-key=some key of sixteen bytes",
                        "guard.store=jdbc",
                        "guard.jdbc.initialize-schema=never",
                        "guard.tools.refund.effect=once",
                        "guard.tools.refund.key=#orderId",
                        "spring.flyway.locations=filesystem:" + migrations,
                        "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .withConfiguration(AutoConfigurations.of(
                        GuardAutoConfiguration.class,
                        GuardJdbcAutoConfiguration.class,
                        GuardStoreAutoConfiguration.class,
                        DataSourceAutoConfiguration.class,
                        FlywayAutoConfiguration.class))
                .run(application -> {
                    assertThat(application).hasNotFailed();
                    ToolCall refund = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");
                    try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
                        assertThat(run.call(refund, arguments -> "refunded").executed())
                                .isTrue();
                    }
                });
    }
}
