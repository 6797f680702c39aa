package dev.guardedtool.autoconfigure.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.test.util.AopTestUtils;

/** Methods that carry the annotation are decided whoever calls them. */
class GuardedMethodTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class, GuardAutoConfiguration.class, GuardAspectAutoConfiguration.class))
            .withBean(Payments.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    @Test
    void aDuplicateIsAnsweredWithTheValueThatTheMethodReturned() {
        run(context -> {
            Payments payments = context.getBean(Payments.class);

            Receipt first = payments.refund("A-1", new BigDecimal("50.00"));
            Receipt second = payments.refund("A-1", new BigDecimal("50"));

            assertThat(second).isEqualTo(first);
            assertThat(target(context).executed).containsExactly("refund A-1");
        });
    }

    @Test
    void theSameKeyWithOtherArgumentsIsRefused() {
        run(context -> {
            Payments payments = context.getBean(Payments.class);
            payments.refund("A-1", new BigDecimal("50"));

            assertThatExceptionOfType(GuardDeniedException.class)
                    .isThrownBy(() -> payments.refund("A-1", new BigDecimal("51")))
                    .satisfies(denied ->
                            assertThat(denied.decision().reason()).isEqualTo(GuardReason.EFFECT_KEY_CONFLICT));
            assertThat(target(context).executed).hasSize(1);
        });
    }

    @Test
    void aDeniedMethodThrowsWithTheTextForTheModel() {
        run(
                context -> assertThatExceptionOfType(GuardDeniedException.class)
                        .isThrownBy(() -> context.getBean(Payments.class).refund("A-1", BigDecimal.ONE))
                        .withMessageContaining("refund")
                        .satisfies(denied -> assertThat(denied.decision()).isInstanceOf(Decision.Block.class)),
                "guard.tools.refund.access=deny");
    }

    @Test
    void aCallThroughTheRunIsNotDecidedAgainInTheMethod() {
        run(
                context -> {
                    Payments payments = context.getBean(Payments.class);
                    try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
                        run.call(
                                ToolCall.of("refund", "{\"orderId\":\"A-1\",\"amount\":5}"),
                                json -> payments.refund("A-1", new BigDecimal("5")));

                        assertThat(run.report().allowed()).isEqualTo(1);
                        assertThat(run.report().refused()).isZero();
                    }
                    assertThat(target(context).executed).containsExactly("refund A-1");
                },
                "guard.tools.refund.max-calls=1");
    }

    @Test
    void aGuardedMethodCalledByAnotherToolIsDecidedInTheSameRun() {
        run(context -> {
            Payments payments = context.getBean(Payments.class);
            try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
                run.call(ToolCall.of("outer", "{}"), json -> payments.refund("A-1", BigDecimal.ONE));

                assertThat(run.report().allowed()).isEqualTo(2);
                assertThat(run.report().executed()).isEqualTo(2);
            }
        });
    }

    @Test
    void annotationsOfInterfacesAndMetaAnnotationsCount() {
        run(
                context -> {
                    Payments payments = context.getBean(Payments.class);

                    payments.book("R-1");
                    payments.book("R-1");
                    payments.send("hello");
                    payments.send("hello");

                    assertThat(target(context).executed).containsExactly("book R-1", "send hello");
                },
                "guard.effects.ttl=1h",
                "guard.tools.send.effect-scope=tenant",
                "guard.tools.book.effect-scope=tenant");
    }

    @Test
    void aFutureIsRecordedWhenItIsDone() {
        run(context -> {
            Payments payments = context.getBean(Payments.class);
            CompletableFuture<String> first = payments.later("L-1");
            target(context).pending.get(0).complete("paid");

            assertThat(first).isCompletedWithValue("paid");
            assertThat(payments.later("L-1")).isCompletedWithValue("paid");
            assertThat(target(context).pending).hasSize(1);
        });
    }

    @Test
    void aFailingFutureLeavesTheEffectInDoubt() {
        run(context -> {
            Payments payments = context.getBean(Payments.class);
            payments.later("L-1");
            target(context).pending.get(0).completeExceptionally(new SocketTimeoutException("gone"));

            assertThatExceptionOfType(GuardDeniedException.class)
                    .isThrownBy(() -> payments.later("L-1"))
                    .satisfies(denied -> assertThat(denied.decision().reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN));
        });
    }

    @Test
    void argumentsThatChangeBetweenCheckAndCallAreNotUsed() {
        run(context -> {
            Payments payments = context.getBean(Payments.class);
            Shifting shifting = new Shifting();

            assertThatIllegalStateException()
                    .isThrownBy(() -> payments.transfer(shifting))
                    .withMessageContaining("changed after they were checked");
            assertThat(target(context).executed).isEmpty();
        });
    }

    @Test
    void argumentsThatCannotBeWrittenAreRefused() {
        run(context -> {
            Map<String, Object> cyclic = new HashMap<>();
            cyclic.put("self", cyclic);

            assertThatExceptionOfType(GuardDeniedException.class)
                    .isThrownBy(() -> context.getBean(Payments.class).anything(cyclic))
                    .satisfies(denied ->
                            assertThat(denied.decision().reason()).isEqualTo(GuardReason.ARGUMENTS_MALFORMED));
        });
    }

    private void run(ContextConsumer<AssertableApplicationContext> test, String... properties) {
        contexts.withPropertyValues(properties).run(context -> {
            assertThat(context).hasNotFailed();
            test.accept(context);
        });
    }

    private static Payments target(AssertableApplicationContext context) {
        return AopTestUtils.getTargetObject(context.getBean(Payments.class));
    }

    record Receipt(String orderId, int number) {}

    @GuardedTool(effect = Effect.ONCE, key = "#id")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Booking {}

    interface Sending {

        @GuardedTool(effect = Effect.ONCE)
        void send(String text);
    }

    static class Payments implements Sending {

        final List<String> executed = new CopyOnWriteArrayList<>();
        final List<CompletableFuture<String>> pending = new CopyOnWriteArrayList<>();

        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public Receipt refund(String orderId, BigDecimal amount) {
            executed.add("refund " + orderId);
            return new Receipt(orderId, executed.size());
        }

        @Booking
        public void book(String id) {
            executed.add("book " + id);
        }

        @Override
        public void send(String text) {
            executed.add("send " + text);
        }

        @GuardedTool(effect = Effect.ONCE, key = "#id")
        public CompletableFuture<String> later(String id) {
            CompletableFuture<String> result = new CompletableFuture<>();
            pending.add(result);
            return result;
        }

        @GuardedTool
        public void transfer(Shifting amount) {
            executed.add("transfer " + amount);
        }

        @GuardedTool
        public void anything(Map<String, Object> value) {
            executed.add("anything");
        }
    }

    /** Shows another value each time that it is read. */
    public static class Shifting {

        private int reads;

        public int getValue() {
            return reads++;
        }
    }
}
