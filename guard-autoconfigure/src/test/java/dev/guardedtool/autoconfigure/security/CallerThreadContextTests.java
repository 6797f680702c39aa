package dev.guardedtool.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.autoconfigure.PrincipalResolver;
import dev.guardedtool.autoconfigure.RunContextCustomizer;
import dev.guardedtool.autoconfigure.springai.GuardContextKeys;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** A run is its caller's, whichever thread does the work. */
class CallerThreadContextTests {

    private static final Authentication ALICE = SignedIn.user("alice", "ROLE_USER", "refund");
    private static final Authentication MALLORY = SignedIn.user("mallory", "ROLE_ADMIN");
    private static final Principal ALICE_IN_RUN = new Principal("alice", Set.of("ROLE_USER", "refund"), null);

    private final ApplicationContextRunner contexts = Contexts.runner().withBean(Orders.class);

    @Test
    void aCallKnowsEverythingThatItsThreadAndItsRequestSay() {
        contexts.run(context -> {
            model(context).calls("getOrder", "{\"id\":\"1\"}");

            SignedIn.as(ALICE, () -> request(context).call().content());

            RunContext run = log(context).run();
            assertThat(run.principal()).isEqualTo(ALICE_IN_RUN);
            assertThat(run.session()).isEqualTo("conversation-1");
            assertThat(run.agent()).isEqualTo("refunds");
            assertThat(run.ticket()).isEqualTo("T-1");
            assertThat(run.parentRunId()).isNull();
            assertThat(log(context).decisions()).containsExactly("getOrder allow");
        });
    }

    @Test
    void theAgentIsTheApplicationUnlessTheRequestSaysOtherwise() {
        contexts.run(context -> {
            builder(context).build().prompt("hi").call().content();

            assertThat(log(context).run().agent()).isEqualTo("support");
            assertThat(log(context).run().principal()).isEqualTo(Principal.ANONYMOUS);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"same thread", "bounded elastic", "common pool"})
    void aStreamBelongsToWhoPutItTogetherWhereverItIsSubscribedTo(String where) {
        contexts.run(context -> {
            model(context).calls("getOrder", "{\"id\":\"1\"}");
            Flux<String> stream =
                    SignedIn.as(ALICE, () -> request(context).stream().content());

            CompletableFuture.supplyAsync(
                            () -> SignedIn.as(
                                    MALLORY, () -> stream.collectList().block()),
                            on(where))
                    .join();

            assertThat(log(context).run().principal()).isEqualTo(ALICE_IN_RUN);
            assertThat(log(context).run().session()).isEqualTo("conversation-1");
            assertThat(log(context).decisions()).containsExactly("getOrder allow");
        });
    }

    private static Executor on(String where) {
        return switch (where) {
            case "same thread" -> Runnable::run;
            case "bounded elastic" -> Schedulers.boundedElastic()::schedule;
            default -> CompletableFuture.completedFuture(null).defaultExecutor();
        };
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aVirtualThreadIsACallerLikeAnyOther() throws Exception {
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        contexts.run(context -> {
            model(context).calls("getOrder", "{\"id\":\"1\"}");

            virtual.submit(() ->
                            SignedIn.as(ALICE, () -> request(context).call().content()))
                    .get();

            assertThat(log(context).run().principal()).isEqualTo(ALICE_IN_RUN);
        });
        virtual.shutdown();
    }

    @Test
    void theModelIsNotOfferedTheCaller() {
        contexts.run(context -> {
            SignedIn.as(ALICE, () -> request(context).stream().content().blockLast());

            ToolCallingChatOptions options =
                    (ToolCallingChatOptions) model(context).prompts().get(0).getOptions();
            assertThat(options.getToolCallbacks())
                    .extracting(callback -> callback.getToolDefinition().name())
                    .containsExactly("getOrder");
        });
    }

    @Test
    void aCallFromJavaIsItsCallersToo() {
        contexts.run(context -> {
            SignedIn.as(ALICE, () -> context.getBean(Orders.class).getOrder("1"));

            assertThat(log(context).run().principal()).isEqualTo(ALICE_IN_RUN);
        });
    }

    @Test
    void aCallbackThatIsCalledDirectlyIsItsCallersToo() {
        contexts.withBean(
                        ToolCallback.class,
                        () -> FunctionToolCallback.builder("echo", (Echo echo) -> echo.text())
                                .inputType(Echo.class)
                                .build())
                .run(context -> {
                    SignedIn.as(ALICE, () -> context.getBean(ToolCallback.class).call("{\"text\":\"x\"}"));

                    assertThat(log(context).run().principal()).isEqualTo(ALICE_IN_RUN);
                });
    }

    @Test
    void whoIsAnonymousForSpringSecurityIsAnonymousForTheGuard() {
        contexts.run(context -> {
            Authentication nobody = new AnonymousAuthenticationToken(
                    "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

            SignedIn.as(nobody, () -> context.getBean(Orders.class).getOrder("1"));

            assertThat(log(context).run().principal()).isEqualTo(Principal.ANONYMOUS);
        });
    }

    @Test
    void aCustomizerNamesTheTenantAndTheRequestHasTheLastWord() {
        RunContextCustomizer customizer =
                context -> context.withPrincipal(context.principal().withTenant("acme"))
                        .withTicket("T-0")
                        .withAgent("none");
        contexts.withBean(RunContextCustomizer.class, () -> customizer).run(context -> {
            SignedIn.as(ALICE, () -> request(context).stream().content().blockLast());

            assertThat(log(context).run().principal()).isEqualTo(ALICE_IN_RUN.withTenant("acme"));
            assertThat(log(context).run().ticket()).isEqualTo("T-1");
            assertThat(log(context).run().agent()).isEqualTo("refunds");
        });
    }

    @Test
    void aResolverOfTheApplicationTakesThePlaceOfSpringSecurity() {
        contexts.withBean(PrincipalResolver.class, () -> () -> Principal.of("from a header"))
                .run(context -> {
                    SignedIn.as(ALICE, () -> context.getBean(Orders.class).getOrder("1"));

                    assertThat(log(context).run().principal()).isEqualTo(Principal.of("from a header"));
                });
    }

    @Test
    void aRunThatIsBoundToTheWebRequestIsJoined() {
        contexts.run(context -> {
            model(context).calls("getOrder", "{\"id\":\"1\"}");
            try (GuardRun bound = context.getBean(Guard.class).open(RunContext.of(Principal.of("bound")))) {
                RequestAttributes request = mock(RequestAttributes.class);
                when(request.getAttribute(eq(GuardContextKeys.RUN), anyInt())).thenReturn(bound);
                RequestContextHolder.setRequestAttributes(request);
                Flux<String> stream = request(context).stream().content();
                context.getBean(Orders.class).getOrder("2");
                RequestContextHolder.resetRequestAttributes();
                stream.blockLast();

                assertThat(bound.report().allowed()).isEqualTo(2);
                assertThat(log(context).runs()).hasSize(1);
            } finally {
                RequestContextHolder.resetRequestAttributes();
            }
        });
    }

    private static ChatClient.ChatClientRequestSpec request(ApplicationContext context) {
        return builder(context)
                .build()
                .prompt("help")
                .tools(context.getBean(Orders.class))
                .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "conversation-1")
                        .param(GuardContextKeys.AGENT, "refunds")
                        .param(GuardContextKeys.TICKET, "T-1"));
    }

    private static ChatClient.Builder builder(ApplicationContext context) {
        return context.getBean(ChatClient.Builder.class);
    }

    private static ScriptedChatModel model(ApplicationContext context) {
        return context.getBean(ScriptedChatModel.class);
    }

    private static RunLog log(ApplicationContext context) {
        return context.getBean(RunLog.class);
    }

    record Echo(String text) {}

    static class Orders {

        @Tool(description = "Read an order")
        @GuardedTool(effect = Effect.READ)
        public String getOrder(String id) {
            return "order " + id;
        }
    }
}
