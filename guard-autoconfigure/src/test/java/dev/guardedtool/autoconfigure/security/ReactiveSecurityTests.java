package dev.guardedtool.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.Principal;
import dev.guardedtool.autoconfigure.RunContextCustomizer;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Where no thread knows who is signed in, the subscriber's context does. */
class ReactiveSecurityTests {

    private static final Principal BOB = new Principal("bob", Set.of("ROLE_USER"), null);

    private final ApplicationContextRunner contexts = Contexts.runner().withBean(Orders.class);

    @Test
    void aStreamActsForItsSubscriber() {
        contexts.run(context -> {
            StepVerifier.create(asBob(stream(context))).expectNext("done").verifyComplete();

            assertThat(log(context).run().principal()).isEqualTo(BOB);
            assertThat(log(context).decisions()).containsExactly("getOrder allow");
        });
    }

    @Test
    void theSubscriberIsStrongerThanTheThread() {
        contexts.run(context -> {
            Flux<String> stream = SignedIn.as(SignedIn.user("thread"), () -> stream(context));

            asBob(stream.subscribeOn(Schedulers.parallel())).blockLast();

            assertThat(log(context).run().principal()).isEqualTo(BOB);
        });
    }

    @Test
    void aSubscriberWithoutOneActsForTheThreadThatPutTheStreamTogether() {
        contexts.run(context -> {
            Flux<String> stream = SignedIn.as(SignedIn.user("thread"), () -> stream(context));

            stream.subscribeOn(Schedulers.parallel()).blockLast();

            assertThat(log(context).run().principal()).isEqualTo(Principal.of("thread"));
        });
    }

    @Test
    void customizersSeeTheSubscriber() {
        RunContextCustomizer tenant = run -> run.withPrincipal(
                run.principal().withTenant("tenant of " + run.principal().name()));
        contexts.withBean(RunContextCustomizer.class, () -> tenant).run(context -> {
            asBob(stream(context)).blockLast();

            assertThat(log(context).run().principal().tenant()).isEqualTo("tenant of bob");
        });
    }

    @Test
    void aSecurityContextThatCannotBeReadFailsTheStreamBeforeAnythingIsAsked() {
        contexts.run(context -> {
            Flux<String> stream = stream(context)
                    .contextWrite(ReactiveSecurityContextHolder.withSecurityContext(
                            Mono.error(new IllegalStateException("session store is down"))));

            StepVerifier.create(stream)
                    .expectErrorMessage("session store is down")
                    .verify();
            assertThat(context.getBean(ScriptedChatModel.class).prompts()).isEmpty();
            assertThat(log(context).runs()).isEmpty();
        });
    }

    @Test
    void aMethodThatReturnsAMonoActsForItsSubscriber() {
        contexts.run(context -> {
            Mono<String> later = context.getBean(Orders.class).later("1");
            assertThat(log(context).runs()).isEmpty();

            later.contextWrite(ReactiveSecurityContextHolder.withAuthentication(SignedIn.user("bob", "ROLE_USER")))
                    .block();

            assertThat(log(context).run().principal()).isEqualTo(BOB);
        });
    }

    private static Flux<String> stream(ApplicationContext context) {
        context.getBean(ScriptedChatModel.class).calls("getOrder", "{\"id\":\"1\"}");
        return context.getBean(ChatClient.Builder.class).build().prompt("help").tools(new Tools()).stream()
                .content();
    }

    private static <T> Flux<T> asBob(Flux<T> stream) {
        return stream.contextWrite(ReactiveSecurityContextHolder.withAuthentication(SignedIn.user("bob", "ROLE_USER")));
    }

    private static RunLog log(ApplicationContext context) {
        return context.getBean(RunLog.class);
    }

    static class Tools {

        @Tool(description = "Read an order")
        public String getOrder(String id) {
            return "order " + id;
        }
    }

    static class Orders {

        @GuardedTool(effect = Effect.READ)
        public Mono<String> later(String id) {
            return Mono.just("order " + id);
        }
    }
}
