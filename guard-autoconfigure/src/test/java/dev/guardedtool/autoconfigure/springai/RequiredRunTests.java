package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.test.util.AopTestUtils;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Where a run is required, calls that come without one are refused on every path, and those that bring one run. */
class RequiredRunTests {

    private static final ApplicationContextRunner CONTEXTS = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef", "guard.tools.send.max-attempts=1");

    /** A way to a tool that finds no run by itself. */
    enum Stray {
        METHOD {
            @Override
            String call(ApplicationContext context) {
                return mails(context).send("now");
            }
        },
        MONO {
            @Override
            String call(ApplicationContext context) {
                return String.valueOf(mails(context).sendSoon("soon").block());
            }
        },
        ANOTHER_THREAD {
            @Override
            String call(ApplicationContext context) throws Exception {
                return mails(context).sendLater("later").get(1, TimeUnit.MINUTES);
            }
        },
        CALLBACK {
            @Override
            String call(ApplicationContext context) {
                return context.getBean(GuardedCallbacks.class)
                        .from(new Plain(context))[0]
                        .call("{\"to\":\"now\"}");
            }
        },
        LOOP {
            @Override
            String call(ApplicationContext context) {
                return loop(context, Map.of());
            }
        };

        /** Calls the tool, and answers what it answered. */
        abstract String call(ApplicationContext context) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheRuleEachHasARunOfItsOwn(Stray way) {
        CONTEXTS.run(context -> {
            way.call(context);
            way.call(context);

            assertThat(sent(context)).hasSize(2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithoutARunIsRefused(Stray way) {
        CONTEXTS.withPropertyValues("guard.runs.outside=refuse").run(context -> {
            assertThat(refusal(way, context)).contains("not run", "part of no task");

            assertThat(sent(context)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithinACallHasTheRunOfThatOne(Stray way) {
        CONTEXTS.withPropertyValues("guard.runs.outside=refuse", "guard.runs.nested=refuse")
                .run(context -> {
                    try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
                        run.call(ToolCall.of("outer", "{}"), arguments -> way.call(context));

                        boolean handedOver = way == Stray.ANOTHER_THREAD;
                        assertThat(sent(context)).hasSize(handedOver ? 0 : 1);
                        assertThat(run.report().executed()).isEqualTo(handedOver ? 1 : 2);
                    }
                });
    }

    @Test
    void aLoopThatPassesARunIsHeldToItsLimits() {
        CONTEXTS.withPropertyValues("guard.runs.outside=refuse").run(context -> {
            try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
                Map<String, Object> passed = Map.of(GuardContextKeys.RUN, run);

                assertThat(loop(context, passed)).contains("sent");
                assertThat(loop(context, passed)).doesNotContain("sent ");
                assertThat(run.report().count(GuardReason.MAX_ATTEMPTS.code())).isEqualTo(1);
            }
            assertThat(sent(context)).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTurnOfAClientIsARun(boolean streaming) {
        CONTEXTS.withPropertyValues("guard.runs.outside=refuse").run(context -> {
            context.getBean(ScriptedChatModel.class)
                    .calls("send", "{\"to\":\"a\"}")
                    .says("done");

            ChatClient.ChatClientRequestSpec request = context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("go")
                    .tools(new Plain(context));
            String answer = streaming
                    ? String.join("", request.stream().content().collectList().block())
                    : request.call().content();

            assertThat(answer).isEqualTo("done");
            assertThat(sent(context)).hasSize(1);
        });
    }

    @Test
    void aSubscriptionIsRefusedAndNotTheMethod() {
        CONTEXTS.withPropertyValues("guard.runs.outside=refuse").run(context -> {
            Mono<String> soon = mails(context).sendSoon("soon");

            StepVerifier.create(soon)
                    .verifyErrorSatisfies(e -> assertThat(
                                    ((GuardDeniedException) e).decision().reason())
                            .isEqualTo(GuardReason.RUN_MISSING));
        });
    }

    @Test
    void javaIsToldByAnException() {
        CONTEXTS.withPropertyValues("guard.runs.outside=refuse")
                .run(context -> assertThatExceptionOfType(GuardDeniedException.class)
                        .isThrownBy(() -> mails(context).send("now"))
                        .satisfies(e -> assertThat(e.decision().reason()).isEqualTo(GuardReason.RUN_MISSING)));
    }

    private static String refusal(Stray way, ApplicationContext context) throws Exception {
        try {
            return way.call(context);
        } catch (GuardDeniedException e) {
            return e.decision().text();
        } catch (ExecutionException e) {
            return ((GuardDeniedException) e.getCause()).decision().text();
        }
    }

    private static String loop(ApplicationContext context, Map<String, Object> toolContext) {
        Prompt prompt = new Prompt(
                "go",
                ToolCallingChatOptions.builder()
                        .toolCallbacks(ToolCallbacks.from(new Plain(context)))
                        .toolContext(toolContext)
                        .build());
        ScriptedChatModel model = context.getBean(ScriptedChatModel.class);
        model.calls("send", "{\"to\":\"now\"}");
        return context.getBean(ToolCallingManager.class)
                .executeToolCalls(prompt, model.call(prompt))
                .conversationHistory()
                .toString();
    }

    private static Mails mails(ApplicationContext context) {
        return context.getBean(Mails.class);
    }

    private static List<String> sent(ApplicationContext context) {
        return AopTestUtils.<Mails>getUltimateTargetObject(mails(context)).sent;
    }

    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Mails mails() {
            return new Mails();
        }

        @Bean
        ScriptedChatModel model() {
            return new ScriptedChatModel();
        }
    }

    public static class Mails {

        private final List<String> sent = new CopyOnWriteArrayList<>();

        @GuardedTool
        public String send(String to) {
            sent.add(to);
            return "sent " + to;
        }

        @GuardedTool(name = "send")
        public Mono<String> sendSoon(String to) {
            return Mono.fromSupplier(() -> send(to));
        }

        @Async
        @GuardedTool(name = "send")
        public CompletableFuture<String> sendLater(String to) {
            return CompletableFuture.completedFuture(send(to));
        }
    }

    /** A tool that is no bean. */
    static class Plain {

        private final ApplicationContext context;

        Plain(ApplicationContext context) {
            this.context = context;
        }

        @Tool(description = "Send a mail")
        String send(String to) {
            return AopTestUtils.<Mails>getUltimateTargetObject(mails(context)).send(to);
        }
    }
}
