package dev.guardedtool.autoconfigure.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.Guard;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.util.AopTestUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Whoever calls a tool is answered in time, and the tool finds on its thread what it would have found on the caller's. */
class TimedToolTests {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardExecutionAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class))
            .withBean(ScriptedChatModel.class)
            .withBean(Shop.class)
            .withBean(Watching.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    @AfterEach
    void forgetTheCaller() {
        SecurityContextHolder.clearContext();
        RequestContextHolder.resetRequestAttributes();
        LocaleContextHolder.resetLocaleContext();
    }

    private void run(Consumer<ApplicationContext> test) {
        run(contexts, test);
    }

    private static void run(ApplicationContextRunner given, Consumer<ApplicationContext> test) {
        given.run(context -> {
            try {
                test.accept(context);
            } finally {
                target(context).letGo.countDown();
            }
        });
    }

    private static Shop shop(ApplicationContext context) {
        return context.getBean(Shop.class);
    }

    private static Shop target(ApplicationContext context) {
        return AopTestUtils.getTargetObject(shop(context));
    }

    @Test
    void aJavaCallerGetsAnUncheckedException() {
        run(context -> {
            assertThatExceptionOfType(GuardTimeoutException.class)
                    .isThrownBy(() -> shop(context).refund("A-1"))
                    .withMessageContaining("refund");

            assertThatExceptionOfType(GuardDeniedException.class)
                    .isThrownBy(() -> shop(context).refund("A-1"))
                    .satisfies(denied -> assertThat(denied.decision().reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theModelIsToldAndGoesOn(boolean streaming) {
        run(context -> {
            ScriptedChatModel model = context.getBean(ScriptedChatModel.class);
            model.calls("refund", "{\"id\":\"A-1\"}").says("I cannot tell whether it was done.");
            ChatClient.ChatClientRequestSpec request = context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("refund it")
                    .tools(shop(context));

            String said = streaming
                    ? String.join("", request.stream().content().collectList().block(LONG))
                    : request.call().content();

            assertThat(said).contains("cannot tell");
            assertThat(model.prompts().get(1).getInstructions().toString()).contains("may have done its work");
        });
    }

    @Test
    void aFutureFailsAndIsCancelledAndNoThreadWaits() {
        run(context -> {
            CompletableFuture<String> answer = shop(context).later("A-1");

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
                    .withCauseInstanceOf(GuardTimeoutException.class);
            assertThat(target(context).future).failsWithin(LONG).withThrowableOfType(CancellationException.class);
            assertThat(context.getBean(Guard.class).executions().running()).isZero();
            assertThat(context.getBean(Guard.class).executions().timedOut()).isOne();
        });
    }

    @Test
    void aFutureAndAMonoOpenTheirBreakerTogether() {
        ApplicationContextRunner broken = contexts.withPropertyValues(
                "guard.circuits.bank.minimum-calls=2",
                "guard.tools.later.circuit=bank",
                "guard.tools.mono.circuit=bank");
        run(broken, context -> {
            assertThat(shop(context).later("A-1"))
                    .failsWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(GuardTimeoutException.class);
            StepVerifier.create(shop(context).mono("A-1"))
                    .expectError(GuardTimeoutException.class)
                    .verify(LONG);

            StepVerifier.create(shop(context).mono("A-2"))
                    .expectErrorSatisfies(refused -> assertThat(
                                    ((GuardDeniedException) refused).decision().reason())
                            .isEqualTo(GuardReason.CIRCUIT_OPEN))
                    .verify(LONG);
        });
    }

    @Test
    void aFutureThatIsInTimeIsAnswered() {
        run(context -> {
            CompletableFuture<String> answer = shop(context).patient();

            target(context).future.complete("done");

            assertThat(answer).isCompletedWithValue("done");
        });
    }

    @Test
    void aMonoFailsAndIsCancelled() {
        run(context -> {
            StepVerifier.create(shop(context).mono("A-1"))
                    .expectError(GuardTimeoutException.class)
                    .verify(LONG);

            assertThat(target(context).cancelled).hasValue(1);
            StepVerifier.create(shop(context).mono("A-1"))
                    .expectErrorSatisfies(refused -> assertThat(
                                    ((GuardDeniedException) refused).decision().reason())
                            .isEqualTo(GuardReason.EFFECT_UNKNOWN))
                    .verify(LONG);
        });
    }

    @Test
    void aFluxMayTakeThatLongInAll() {
        run(context -> StepVerifier.create(shop(context).flux())
                .thenConsumeWhile(tick -> true)
                .expectError(GuardTimeoutException.class)
                .verify(LONG));
    }

    @Test
    void theToolFindsTheCallersUserRequestAndLanguage() {
        run(context -> {
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "secret"));
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setAttribute("cart", "42");
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            LocaleContextHolder.setLocale(Locale.ITALIAN);

            List<Object> found = shop(context).found();

            assertThat(found).containsExactly(true, "ann", "42", Locale.ITALIAN);
        });
    }

    @Test
    void adviceBehindTheGuardFindsItsInvocation() {
        run(context -> {
            shop(context).found();

            assertThat(context.getBean(Watching.class).seen).hasValue(1);
        });
    }

    @Test
    void whatThreadsDoIsMeasured() {
        run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            context.getBeansOfType(MeterBinder.class).values().forEach(binder -> binder.bindTo(registry));

            assertThatExceptionOfType(GuardTimeoutException.class)
                    .isThrownBy(() -> shop(context).refund("A-1"));

            assertThat(registry.get("guard.execution.timeouts")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("guard.execution.abandoned").gauge().value())
                    .isEqualTo(1);
        });
    }

    @Aspect
    static class Watching {

        final AtomicInteger seen = new AtomicInteger();

        @Before("execution(* dev.guardedtool.autoconfigure.execution.TimedToolTests.Shop.found())")
        void before(JoinPoint joinPoint) {
            seen.incrementAndGet();
        }
    }

    static class Shop {

        final CountDownLatch letGo = new CountDownLatch(1);
        final CompletableFuture<String> future = new CompletableFuture<>();
        final AtomicInteger cancelled = new AtomicInteger();

        @Tool(description = "Refund an order")
        @GuardedTool(effect = Effect.ONCE, key = "#id", timeout = "2s")
        public String refund(String id) {
            while (true) {
                try {
                    letGo.await();
                    return "refunded " + id;
                } catch (InterruptedException e) {
                    cancelled.incrementAndGet();
                }
            }
        }

        @GuardedTool(effect = Effect.ONCE, key = "#id", timeout = "300ms")
        public CompletableFuture<String> later(String id) {
            return future;
        }

        @GuardedTool(timeout = "60s")
        public CompletableFuture<String> patient() {
            return future;
        }

        @GuardedTool(effect = Effect.ONCE, key = "#id", timeout = "300ms")
        public Mono<String> mono(String id) {
            return Sinks.<String>one().asMono().doOnCancel(cancelled::incrementAndGet);
        }

        @GuardedTool(timeout = "300ms")
        public Flux<Long> flux() {
            return Flux.interval(Duration.ofMillis(5));
        }

        @GuardedTool(timeout = "60s")
        public List<Object> found() {
            return List.of(
                    Thread.currentThread().getName().startsWith("guard-tool-"),
                    SecurityContextHolder.getContext().getAuthentication() == null
                            ? "nobody"
                            : SecurityContextHolder.getContext()
                                    .getAuthentication()
                                    .getName(),
                    RequestContextHolder.getRequestAttributes() == null
                            ? "no request"
                            : RequestContextHolder.getRequestAttributes().getAttribute("cart", 0),
                    LocaleContextHolder.getLocale());
        }
    }
}
