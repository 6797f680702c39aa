package dev.guardedtool.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.actuate.EffectInDoubt;
import dev.guardedtool.autoconfigure.actuate.GuardCoverageAutoConfiguration;
import dev.guardedtool.autoconfigure.actuate.GuardEffectsEndpoint;
import dev.guardedtool.autoconfigure.actuate.GuardEndpointAutoConfiguration;
import dev.guardedtool.autoconfigure.store.GuardStoreAutoConfiguration;
import dev.guardedtool.autoconfigure.store.StoreHealthIndicator;
import dev.guardedtool.autoconfigure.store.StoreMaintenance;
import dev.guardedtool.effect.EffectReconciler;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.engine.Guard;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Effects in doubt are seen, asked about and settled. */
class EffectOperationTests {

    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    private final ApplicationContextRunner guarded = new ApplicationContextRunner()
            .withPropertyValues(
                    "guard.secret-key=some key of sixteen bytes",
                    "guard.tools.refund.effect=once",
                    "guard.tools.refund.key=#orderId",
                    "guard.store=jdbc",
                    "guard.jdbc.maintenance-interval=1h",
                    "management.endpoints.web.exposure.include=*",
                    "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardJdbcAutoConfiguration.class,
                    GuardStoreAutoConfiguration.class,
                    GuardCoverageAutoConfiguration.class,
                    GuardEndpointAutoConfiguration.class));

    /** The name that the tool is given for the effect. */
    private static @Nullable String refundInDoubt(ApplicationContext application) {
        try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
            CallHandle handle = ((Decision.Allow) run.check(REFUND)).handle();
            run.record(handle, new IllegalStateException("the connection broke"));
            return handle.effectReference();
        }
    }

    private static Decision again(ApplicationContext application) {
        try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
            return run.check(REFUND);
        }
    }

    @Test
    void anOperatorSettlesWhatIsInDoubt() {
        guarded.run(application -> {
            GuardEffectsEndpoint endpoint = application.getBean(GuardEffectsEndpoint.class);
            String reference = refundInDoubt(application);
            assertThat(again(application).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
            List<EffectInDoubt> doubts = endpoint.inDoubt();
            assertThat(reference).isNotNull();
            assertThat(doubts)
                    .extracting(EffectInDoubt::tool, EffectInDoubt::reference)
                    .containsExactly(tuple("refund", reference));

            assertThat(endpoint.settle("of somebody else", true, "found").settled())
                    .isFalse();
            assertThat(endpoint.settle(doubts.get(0).callId(), true, "found").settled())
                    .isTrue();

            assertThat(endpoint.inDoubt()).isEmpty();
            assertThat(again(application))
                    .isInstanceOfSatisfying(
                            Decision.Cache.class,
                            cache -> assertThat(cache.result().payload()).isEqualTo("found"));
        });
    }

    @Test
    void whatDidNotHappenIsCarriedOutByTheNextCall() {
        guarded.run(application -> {
            GuardEffectsEndpoint endpoint = application.getBean(GuardEffectsEndpoint.class);
            refundInDoubt(application);

            endpoint.settle(endpoint.inDoubt().get(0).callId(), false, null);

            assertThat(again(application).allowed()).isTrue();
        });
    }

    @Test
    void reconcilersAreAskedAndForgottenEffectsRemoved() {
        EffectReconciler books = new EffectReconciler() {
            @Override
            public boolean knows(ToolName tool) {
                return true;
            }

            @Override
            public Finding find(EffectRecord doubt) {
                return Finding.happened(ToolResult.ok("in the books"));
            }
        };
        guarded.withBean(EffectReconciler.class, () -> books).run(application -> {
            JdbcTemplate jdbc = new JdbcTemplate(application.getBean(DataSource.class));
            StoreMaintenance maintenance = application.getBean(StoreMaintenance.class);
            assertThat(maintenance.isRunning()).isTrue();
            refundInDoubt(application);

            maintenance.run();

            assertThat(again(application)).isInstanceOf(Decision.Cache.class);
            jdbc.update("update guard_effect set expires_at = timestamp with time zone '2000-01-01 00:00:00+00'");
            maintenance.run();
            assertThat(count(jdbc)).as("this hour's turn is over").isEqualTo(1);
            jdbc.update("delete from guard_task");
            maintenance.run();
            assertThat(count(jdbc)).isZero();
        });
    }

    private static Integer count(JdbcTemplate jdbc) {
        return jdbc.queryForObject("select count(*) from guard_effect", Integer.class);
    }

    @Test
    void healthTellsWhetherTheStoreAnswersAndHowManyDoubtsThereAre() {
        guarded.run(application -> {
            StoreHealthIndicator indicator = application.getBean(StoreHealthIndicator.class);
            refundInDoubt(application);
            Health up = indicator.health();
            assertThat(up.getStatus()).isEqualTo(Status.UP);
            assertThat(up.getDetails()).containsEntry("effectsInDoubt", 1);

            new JdbcTemplate(application.getBean(DataSource.class)).execute("shutdown");

            assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
        });
    }
}
