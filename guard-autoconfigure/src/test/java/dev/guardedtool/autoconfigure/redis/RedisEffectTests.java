package dev.guardedtool.autoconfigure.redis;

import static dev.guardedtool.autoconfigure.redis.Refunding.again;
import static dev.guardedtool.autoconfigure.redis.Refunding.refund;
import static dev.guardedtool.autoconfigure.redis.Refunding.refundInDoubt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.autoconfigure.actuate.EffectInDoubt;
import dev.guardedtool.autoconfigure.actuate.GuardEffectsEndpoint;
import dev.guardedtool.autoconfigure.store.StoreHealthIndicator;
import dev.guardedtool.autoconfigure.store.StoreMaintenance;
import dev.guardedtool.effect.EffectReconciler;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.engine.Guard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Effects in Redis are remembered, waited for, asked about and settled. */
@ExtendWith(RedisServer.class)
class RedisEffectTests {

    private final ApplicationContextRunner stored = Refunding.stored();

    @ParameterizedTest
    @CsvSource({"guard.redis.store-results=false", "guard.redis.result-key=the key of this year"})
    void whatToolsAnsweredIsKeptOnlyForWhoHasTheKey(String setting) {
        stored.withPropertyValues("guard.redis.result-key=the key of last year").run(Refunding::refund);

        stored.withPropertyValues(setting).run(application -> {
            assertThat(refund(application).decision()).isInstanceOf(Decision.Cache.class);
            assertThat(refund(application).payload()).isNull();
        });
        stored.withPropertyValues(
                        "guard.redis.result-key=the key of this year",
                        "guard.redis.previous-result-keys=the key of last year")
                .run(application -> assertThat(refund(application).payload()).isEqualTo("refunded"));
    }

    @Test
    void aDuplicateOnAnotherInstanceGetsTheAnswerOfTheFirst() {
        stored.run(one -> stored.run(other -> Refunding.refundedOnceByTwo(one, other)));
    }

    @Test
    void anOperatorSettlesWhatIsInDoubt() {
        stored.run(application -> {
            GuardEffectsEndpoint endpoint = application.getBean(GuardEffectsEndpoint.class);
            refundInDoubt(application);
            assertThat(again(application).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);

            List<EffectInDoubt> doubts = endpoint.inDoubt();
            assertThat(endpoint.settle(doubts.get(0).callId(), true, "found").settled())
                    .isTrue();

            assertThat(endpoint.inDoubt()).isEmpty();
            assertThat(again(application)).isInstanceOf(Decision.Cache.class);
        });
    }

    @Test
    void reconcilersAreAskedByOneInstanceAtATime() {
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
        ApplicationContextRunner hourly = stored.withPropertyValues("guard.redis.maintenance-interval=1h");
        hourly.withBean(EffectReconciler.class, () -> books).run(application -> {
            refundInDoubt(application);

            application.getBean(StoreMaintenance.class).run();

            assertThat(again(application)).isInstanceOf(Decision.Cache.class);
        });
        hourly.withPropertyValues("guard.tools.refund.key=#orderId + 'x'")
                .withBean(EffectReconciler.class, () -> books)
                .run(application -> {
                    refundInDoubt(application);

                    application.getBean(StoreMaintenance.class).run();

                    assertThat(again(application).reason())
                            .as("this hour's turn is over")
                            .isEqualTo(GuardReason.EFFECT_UNKNOWN);
                });
    }

    @Test
    void whileTheServerIsAwayEffectsAreRefusedAndReadsGoOn() {
        stored.withPropertyValues("guard.redis.timeout=3s").run(application -> {
            StoreHealthIndicator health = application.getBean(StoreHealthIndicator.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            RedisServer.stop();
            assertThat(refund(application).decision().reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
                assertThat(run.call(ToolCall.of("look", "{}"), arguments -> "seen")
                                .executed())
                        .isTrue();
            }
        });
    }

    @Test
    void anEffectOutlivesTheApplication() {
        stored.run(application -> assertThat(refund(application).executed()).isTrue());

        stored.run(application -> {
            ToolOutcome again = refund(application);
            assertThat(again.decision()).isInstanceOf(Decision.Cache.class);
            assertThat(again.payload()).isEqualTo("refunded");
        });
        stored.withPropertyValues("guard.redis.prefix=other")
                .run(application -> assertThat(refund(application).executed()).isTrue());
    }
}
