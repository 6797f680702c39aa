package dev.guardedtool.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.store.GuardStoreAutoConfiguration;
import dev.guardedtool.autoconfigure.store.NoStoreFailureAnalyzer;
import dev.guardedtool.autoconfigure.store.StoreHint;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.InMemoryEffectLedger;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.store.jdbc.SchemaException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Effects are kept in a database where that was asked for, and only there. */
@ExtendWith(OutputCaptureExtension.class)
class JdbcStoreTests {

    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private final ApplicationContextRunner guarded = new ApplicationContextRunner()
            .withPropertyValues(
                    "guard.secret-key=some key of sixteen bytes",
                    "guard.tools.refund.effect=once",
                    "guard.tools.refund.key=#orderId")
            .withConfiguration(AutoConfigurations.of(
                    GuardAutoConfiguration.class, GuardJdbcAutoConfiguration.class, GuardStoreAutoConfiguration.class));

    private final ApplicationContextRunner withDatabase = guarded.withPropertyValues("spring.datasource.url=" + url)
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    TransactionAutoConfiguration.class));

    private final ApplicationContextRunner stored = withDatabase.withPropertyValues("guard.store=jdbc");

    /** Tests are quiet by default, and silence would prove nothing then. */
    @BeforeEach
    void listen() {
        ((Logger) LoggerFactory.getLogger(StoreHint.class)).setLevel(Level.INFO);
    }

    private static ToolOutcome refund(ApplicationContext application) {
        try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
            return run.call(REFUND, arguments -> "refunded");
        }
    }

    @Test
    void anEffectOutlivesTheApplication() {
        stored.run(application -> assertThat(refund(application).executed()).isTrue());

        stored.run(application -> {
            ToolOutcome again = refund(application);
            assertThat(again.decision()).isInstanceOf(Decision.Cache.class);
            assertThat(again.payload()).isEqualTo("refunded");
        });
    }

    @Test
    void whatToolsAnsweredNeedNotBeKept() {
        ApplicationContextRunner discreet = stored.withPropertyValues("guard.jdbc.store-results=false");
        discreet.run(application -> assertThat(refund(application).executed()).isTrue());

        discreet.run(application -> {
            ToolOutcome again = refund(application);
            assertThat(again.decision()).isInstanceOf(Decision.Cache.class);
            assertThat(again.payload()).isNull();
        });
    }

    @Test
    void storedResultsOutliveAChangeOfTheirKey() {
        stored.withPropertyValues("guard.jdbc.result-key=the key of last year").run(JdbcStoreTests::refund);

        stored.withPropertyValues(
                        "guard.jdbc.result-key=the key of this year",
                        "guard.jdbc.previous-result-keys=the key of last year")
                .run(application -> assertThat(refund(application).payload()).isEqualTo("refunded"));
        stored.withPropertyValues("guard.jdbc.result-key=the key of this year").run(application -> {
            assertThat(refund(application).decision()).isInstanceOf(Decision.Cache.class);
            assertThat(refund(application).payload()).isNull();
        });
    }

    @Test
    void withoutBeingAskedNothingIsKeptThere(CapturedOutput output) {
        withDatabase.run(application -> {
            assertThat(application).doesNotHaveBean(EffectLedger.class);
            assertThat(new JdbcTemplate(application.getBean(DataSource.class)).queryForList("show tables"))
                    .isEmpty();
        });

        assertThat(output).contains("guard.store=jdbc");
    }

    @Test
    void withoutADatabaseNothingIsSaidOfOne(CapturedOutput output) {
        guarded.run(application -> assertThat(application).hasNotFailed().doesNotHaveBean(EffectLedger.class));

        assertThat(output).doesNotContain("DataSource");
    }

    @Test
    void withoutTheClassesOfBootForDatabasesTheGuardStarts() {
        guarded.withClassLoader(new FilteredClassLoader("org.springframework.boot.jdbc", "com.zaxxer"))
                .run(application -> assertThat(application).hasNotFailed().hasSingleBean(Guard.class));
    }

    @Test
    void aLedgerOfTheApplicationWins(CapturedOutput output) {
        EffectLedger ledger = new InMemoryEffectLedger(10, Clock.systemUTC());

        stored.withBean(EffectLedger.class, () -> ledger)
                .run(application ->
                        assertThat(application.getBean(EffectLedger.class)).isSameAs(ledger));

        assertThat(output).doesNotContain("guard.store=jdbc");
    }

    @Test
    void missingTablesFailTheStart() {
        stored.withPropertyValues("guard.jdbc.initialize-schema=never").run(application -> {
            assertThat(application).hasFailed();
            Throwable failure = root(application.getStartupFailure());
            assertThat(new SchemaFailureAnalyzer().analyze(application.getStartupFailure()))
                    .satisfies(analysis -> {
                        assertThat(analysis.getDescription()).contains("not there");
                        assertThat(analysis.getAction())
                                .contains("guard.jdbc.initialize-schema=always", "schema-h2.sql", "guard.store");
                    });
            assertThat(failure).isInstanceOf(SchemaException.class);
        });
    }

    @Test
    void tablesOfAnotherVersionFailTheStart() {
        stored.run(application -> new JdbcTemplate(application.getBean(DataSource.class))
                .update("insert into guard_schema (version) values (99)"));

        stored.run(application -> assertThat(application)
                .getFailure()
                .rootCause()
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("99"));
    }

    @Test
    void theTablesMayBeMadeBySomebodyElse() {
        stored.run(application -> assertThat(application).hasNotFailed());

        stored.withPropertyValues("guard.jdbc.initialize-schema=never")
                .run(application -> assertThat(refund(application).executed()).isTrue());
    }

    @Test
    void withoutADatabaseTheStartFails() {
        guarded.withPropertyValues("guard.store=jdbc").run(application -> {
            assertThat(application).hasFailed();
            assertThat(new NoStoreFailureAnalyzer().analyze(application.getStartupFailure()))
                    .satisfies(analysis -> {
                        assertThat(analysis.getDescription()).contains("no DataSource");
                        assertThat(analysis.getAction()).contains("spring.datasource.url", "@GuardDataSource");
                    });
        });
    }

    @Test
    void withoutASecretKeyTheStartFails() {
        stored.withPropertyValues("guard.secret-key=")
                .run(application -> assertThat(application).hasFailed());
        new ApplicationContextRunner()
                .withPropertyValues("guard.store=jdbc", "spring.datasource.url=" + url)
                .withConfiguration(AutoConfigurations.of(
                        GuardAutoConfiguration.class,
                        GuardJdbcAutoConfiguration.class,
                        GuardStoreAutoConfiguration.class,
                        DataSourceAutoConfiguration.class))
                .run(application -> assertThat(application)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("secret-key must be set"));
    }

    @Test
    void theGuardMayHaveADatabaseOfItsOwn() {
        stored.withUserConfiguration(OwnDatabase.class).run(application -> {
            refund(application);
            assertThat(count(application.getBean("own", DataSource.class))).isEqualTo(1);
            assertThat(new JdbcTemplate(application.getBean("dataSource", DataSource.class))
                            .queryForList("show tables"))
                    .isEmpty();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnDatabase {

        @Bean(defaultCandidate = false)
        @GuardDataSource
        DataSource own() {
            return DataSourceBuilder.create()
                    .url("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                    .build();
        }
    }

    private static Integer count(DataSource dataSource) {
        return new JdbcTemplate(dataSource).queryForObject("select count(*) from guard_effect", Integer.class);
    }

    @Test
    void aRollbackOfTheCallerForgetsNothing() {
        stored.run(application -> {
            transaction(application).executeWithoutResult(status -> {
                assertThat(refund(application).executed()).isTrue();
                status.setRollbackOnly();
            });

            assertThat(refund(application).executed()).isFalse();
        });
    }

    @Test
    void aPoolOfOneInATransactionIsAnErrorAndNoDeadlock(CapturedOutput output) {
        stored.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1")
                .run(application -> {
                    ToolOutcome inside = transaction(application).execute(status -> refund(application));

                    assertThat(inside.decision().reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
                    assertThat(output).contains("@GuardDataSource");
                    assertThat(refund(application).executed()).isTrue();
                });
    }

    private static TransactionTemplate transaction(ApplicationContext application) {
        return new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
    }

    @Test
    void aLeaseHasBounds() {
        stored.withPropertyValues("guard.jdbc.lease=0s")
                .run(application ->
                        assertThat(application).getFailure().rootCause().hasMessageContaining("jdbc.lease"));
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
