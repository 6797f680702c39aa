package dev.guardedtool.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.DecisionType;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.autoconfigure.springai.GuardContextKeys;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;

/** Method security on a tool goes on deciding, and its refusals are decisions that everybody can see. */
class PreAuthorizeTests {

    private static final Authentication AGENT = SignedIn.user("agent", "ROLE_AGENT");
    private static final Authentication GUEST = SignedIn.user("guest", "ROLE_GUEST");

    private final ApplicationContextRunner contexts = Contexts.runner().withUserConfiguration(Application.class);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeniedCallOfAModelIsARefusalAndLeavesNothingBehind(boolean streaming) {
        contexts.run(context -> {
            model(context).calls("refund", "{\"id\":\"A-1\"}").says("I may not do that.");
            assertThat(SignedIn.as(GUEST, () -> ask(context, streaming))).isEqualTo("I may not do that.");

            assertThat(model(context).lastToolResponses())
                    .singleElement()
                    .asString()
                    .contains("refund", "not run", "on behalf of this user")
                    .doesNotContain("Access Denied");
            assertThat(shop(context).done()).isEmpty();
            assertThat(log(context).decisions()).containsExactly("refund allow", "refund overruled access_denied");
            assertThat(log(context).events(GuardEvent.Recorded.class)).isEmpty();

            model(context).calls("refund", "{\"id\":\"A-1\"}").says("Refunded.");
            SignedIn.as(AGENT, () -> ask(context, streaming));

            assertThat(shop(context).done()).containsExactly("refund A-1");
        });
    }

    @Test
    void theReportCountsTheRefusalInPlaceOfTheAllow() {
        contexts.run(context -> {
            model(context).calls("refund", "{\"id\":\"A-1\"}").calls("closeAccount", "{\"id\":\"A-1\"}");
            try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
                SignedIn.as(
                        GUEST,
                        () -> request(context)
                                .advisors(advisors -> advisors.param(GuardContextKeys.RUN, run))
                                .call()
                                .content());

                assertThat(run.report().allowed()).isZero();
                assertThat(run.report().executed()).isZero();
                assertThat(run.report().open()).isZero();
                assertThat(run.report().refused(DecisionType.BLOCK)).isEqualTo(2);
                assertThat(run.report().count("access_denied")).isEqualTo(2);
            }
            assertThat(shop(context).done()).isEmpty();
        });
    }

    @Test
    void aDeniedCallThroughARunIsARefusalInItsOutcome() {
        contexts.run(context -> {
            try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
                ToolOutcome outcome = SignedIn.as(
                        GUEST,
                        () -> run.call(
                                ToolCall.of("refund", "{\"id\":\"A-1\"}"),
                                json -> shop(context).refund("A-1")));

                assertThat(outcome.executed()).isFalse();
                assertThat(outcome.decision().reason().code()).isEqualTo("access_denied");
                assertThat(outcome.failure()).isInstanceOf(AccessDeniedException.class);
            }
        });
    }

    @Test
    void aCallFromJavaGetsTheExceptionAndIsNotedAsRefused() {
        contexts.run(context -> {
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> SignedIn.as(GUEST, () -> shop(context).refund("A-1")));

            assertThat(log(context).decisions()).containsExactly("refund access_denied");
            assertThat(log(context).run().principal().name()).isEqualTo("guest");
            assertThat(SignedIn.as(AGENT, () -> shop(context).refund("A-1"))).isEqualTo("refunded A-1");
            assertThat(log(context).decisions()).containsExactly("refund access_denied", "refund allow");
        });
    }

    @Test
    void nobodyIsGivenAnAnswerFromMemoryWhoMayNotAsk() {
        contexts.run(context -> {
            SignedIn.as(AGENT, () -> shop(context).refund("A-1"));

            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> SignedIn.as(GUEST, () -> shop(context).refund("A-1")));
        });
    }

    @Test
    void whereNobodyIsSignedInTheCallIsRefusedAsWell() {
        contexts.run(context -> {
            model(context).calls("refund", "{\"id\":\"A-1\"}");

            ask(context, true);

            assertThat(log(context).decisions()).containsExactly("refund allow", "refund overruled access_denied");
            assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                    .isThrownBy(() -> shop(context).refund("A-1"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"denyLate", "denyInside"})
    void aDenialAfterTheBodyBeganIsAFailure(String tool) {
        contexts.run(context -> {
            model(context).calls(tool, "{\"id\":\"A-1\"}");

            SignedIn.as(AGENT, () -> ask(context, false));

            assertThat(shop(context).done()).hasSize(1);
            assertThat(log(context).decisions()).containsExactly(tool + " allow");
            assertThat(log(context).events(GuardEvent.Recorded.class))
                    .singleElement()
                    .satisfies(recorded -> assertThat(recorded.ok()).isFalse());
        });
    }

    @Test
    void aDeniedCallFromWithinAToolIsNotedInTheRunOfTheTool() {
        contexts.run(context -> {
            model(context).calls("delegate", "{\"id\":\"A-1\"}");

            SignedIn.as(GUEST, () -> ask(context, false));

            assertThat(log(context).decisions()).containsExactly("delegate allow", "refund access_denied");
            assertThat(log(context).runs()).hasSize(1);
        });
    }

    private static String ask(ApplicationContext context, boolean streaming) {
        return streaming
                ? String.join(
                        "", request(context).stream().content().collectList().block())
                : request(context).call().content();
    }

    private static ChatClient.ChatClientRequestSpec request(ApplicationContext context) {
        return context.getBean(ChatClient.Builder.class)
                .build()
                .prompt("help")
                .tools(shop(context), new Delegate(shop(context)));
    }

    private static ScriptedChatModel model(ApplicationContext context) {
        return context.getBean(ScriptedChatModel.class);
    }

    private static Shop shop(ApplicationContext context) {
        return context.getBean(Shop.class);
    }

    private static RunLog log(ApplicationContext context) {
        return context.getBean(RunLog.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    static class Application {

        @Bean
        Shop shop() {
            return new Shop();
        }
    }

    record Delegate(Shop shop) {

        @Tool(description = "Has the shop refund")
        public String delegate(String id) {
            return shop.refund(id);
        }
    }

    static class Shop {

        private final List<String> done = new CopyOnWriteArrayList<>();

        public List<String> done() {
            return done;
        }

        @Tool(description = "Refund an order")
        @GuardedTool(effect = Effect.ONCE, key = "#id")
        @PreAuthorize("hasRole('AGENT')")
        public String refund(String id) {
            done.add("refund " + id);
            return "refunded " + id;
        }

        @Tool(description = "Close an account; only secured, not annotated for the guard")
        @PreAuthorize("hasRole('AGENT')")
        public String closeAccount(String id) {
            done.add("close " + id);
            return "closed " + id;
        }

        @Tool(description = "Is denied when it is done")
        @GuardedTool(effect = Effect.ONCE, key = "#id")
        @PostAuthorize("hasRole('AUDITOR')")
        public String denyLate(String id) {
            done.add("late " + id);
            return "done " + id;
        }

        @Tool(description = "Is denied halfway")
        @PreAuthorize("hasRole('AGENT')")
        public String denyInside(String id) {
            done.add("half of " + id);
            throw new AccessDeniedException("Access Denied");
        }
    }
}
