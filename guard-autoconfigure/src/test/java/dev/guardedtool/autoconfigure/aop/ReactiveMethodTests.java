package dev.guardedtool.autoconfigure.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.AopTestUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** What a Mono or a Flux does is done by subscribing: that is decided, and its end is recorded. */
class ReactiveMethodTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class, GuardAutoConfiguration.class, GuardAspectAutoConfiguration.class))
            .withBean(Payments.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    @Test
    void nothingHappensUntilSomebodySubscribes() {
        contexts.run(context -> {
            payments(context).refund("A-1");

            assertThat(target(context).executed).isEmpty();
        });
    }

    @Test
    void aSecondSubscriptionIsADuplicate() {
        contexts.run(context -> {
            Mono<Receipt> refund = payments(context).refund("A-1");

            StepVerifier.create(refund).expectNext(new Receipt("A-1", 1)).verifyComplete();
            StepVerifier.create(refund).expectNext(new Receipt("A-1", 1)).verifyComplete();
            StepVerifier.create(payments(context).refund("A-1"))
                    .expectNext(new Receipt("A-1", 1))
                    .verifyComplete();

            assertThat(target(context).executed).containsExactly("refund A-1");
        });
    }

    @Test
    void aDuplicateOfAFluxIsAnsweredWithAllOfItsElements() {
        contexts.run(context -> {
            StepVerifier.create(payments(context).batch("B-1"))
                    .expectNext("1", "2")
                    .verifyComplete();
            StepVerifier.create(payments(context).batch("B-1"))
                    .expectNext("1", "2")
                    .verifyComplete();

            assertThat(target(context).executed).containsExactly("batch B-1");
        });
    }

    @Test
    void aFailureIsRecordedWhenItHappens() {
        contexts.run(context -> {
            StepVerifier subscribed = StepVerifier.create(payments(context).waiting("W-1"))
                    .then(() -> target(context).pending.tryEmitError(new SocketTimeoutException("gone")))
                    .expectError(SocketTimeoutException.class);
            subscribed.verify();

            refused(payments(context).waiting("W-1"), GuardReason.EFFECT_UNKNOWN);
        });
    }

    @Test
    void aCancelledCallLeavesItsEffectInDoubt() {
        contexts.run(context -> {
            StepVerifier.create(payments(context).waiting("W-1")).thenCancel().verify();

            refused(payments(context).waiting("W-1"), GuardReason.EFFECT_UNKNOWN);
        });
    }

    @Test
    void aRefusalIsAnErrorOfTheStream() {
        contexts.withPropertyValues("guard.tools.refund.access=deny").run(context -> {
            refused(payments(context).refund("A-1"), GuardReason.POLICY_DENY);

            assertThat(target(context).executed).isEmpty();
        });
    }

    @Test
    void aCallWithinAnotherIsPartOfItsRun() {
        contexts.run(context -> {
            try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
                run.call(
                        ToolCall.of("outer", "{}"),
                        json -> payments(context)
                                .refund("A-1")
                                .flatMapMany(receipt -> payments(context).batch("B-1"))
                                .collectList()
                                .block());

                assertThat(run.report().allowed()).isEqualTo(3);
                assertThat(run.report().executed()).isEqualTo(3);
            }
        });
    }

    private static void refused(Mono<?> call, GuardReason reason) {
        StepVerifier.create(call)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                GuardDeniedException.class,
                                denied -> assertThat(denied.decision().reason()).isEqualTo(reason)))
                .verify();
    }

    private static Payments payments(ApplicationContext context) {
        return context.getBean(Payments.class);
    }

    private static Payments target(ApplicationContext context) {
        return AopTestUtils.getTargetObject(context.getBean(Payments.class));
    }

    record Receipt(String id, int number) {}

    static class Payments {

        final List<String> executed = new CopyOnWriteArrayList<>();
        final Sinks.One<String> pending = Sinks.one();

        @GuardedTool(effect = Effect.ONCE, key = "#id")
        public Mono<Receipt> refund(String id) {
            return Mono.fromSupplier(() -> {
                executed.add("refund " + id);
                return new Receipt(id, executed.size());
            });
        }

        @GuardedTool(effect = Effect.ONCE, key = "#id")
        public Flux<String> batch(String id) {
            return Flux.defer(() -> {
                executed.add("batch " + id);
                return Flux.just("1", "2");
            });
        }

        @GuardedTool(effect = Effect.ONCE, key = "#id")
        public Mono<String> waiting(String id) {
            return pending.asMono();
        }
    }
}
