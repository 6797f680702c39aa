package dev.guardedtool.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.CallFrame;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A thousand streams of a hundred users at once, on shared threads: no decision lands in a run that is not its own. */
class StreamingIsolationTests {

    private static final int STREAMS = 1_000;
    private static final int USERS = 100;
    private static final int AT_ONCE = 250;

    @Test
    void everyDecisionIsInItsOwnRunForItsOwnUserAndConversation() {
        Contexts.runner().withBean(Orders.class).run(context -> {
            context.getBean(ScriptedChatModel.class).otherwise(StreamingIsolationTests::answer);

            List<String> answers = Flux.range(0, STREAMS)
                    .flatMap(number -> stream(context, number), AT_ONCE)
                    .collectList()
                    .block();

            assertThat(answers)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, STREAMS)
                            .mapToObj(number -> "done " + number)
                            .toList());
            RunLog log = context.getBean(RunLog.class);
            assertThat(log.runs()).hasSize(STREAMS);
            assertThat(log.runs()).allSatisfy(StreamingIsolationTests::belongsToItsUser);
            Map<String, RunContext> bodies = context.getBean(Orders.class).bodies();
            assertThat(bodies).hasSize(STREAMS);
            bodies.forEach((number, run) -> assertThat(run.session()).isEqualTo("conversation-" + number));
            Set<String> decided = new HashSet<>();
            for (GuardEvent.Decided event : log.events(GuardEvent.Decided.class)) {
                belongsToItsUser(log.contextOf(event));
                assertThat(event.decision().allowed()).isTrue();
                assertThat(decided.add(event.runId() + " " + event.tool())).isTrue();
            }
            assertThat(decided).hasSize(2 * STREAMS);
        });
    }

    private static void belongsToItsUser(RunContext run) {
        int number = Integer.parseInt(Objects.requireNonNull(run.session()).substring("conversation-".length()));
        assertThat(run.principal())
                .isEqualTo(new Principal(name(number), Set.of("authority of " + name(number)), null));
    }

    private static String name(int number) {
        return "user-" + number % USERS;
    }

    /** Every other user is signed in on the thread that puts the stream together, the others in their own context. */
    private static Flux<String> stream(ApplicationContext context, int number) {
        Authentication user = SignedIn.user(name(number), "authority of " + name(number));
        boolean servlet = number % 2 == 0;
        return Mono.fromCallable(
                        () -> servlet ? SignedIn.as(user, () -> request(context, number)) : request(context, number))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(stream -> stream.subscribeOn(Schedulers.parallel()))
                .contextWrite(written -> servlet
                        ? written
                        : written.putAll(ReactiveSecurityContextHolder.withAuthentication(user)
                                .readOnly()));
    }

    private static Flux<String> request(ApplicationContext context, int number) {
        return context
                .getBean(ChatClient.Builder.class)
                .build()
                .prompt(String.valueOf(number))
                .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "conversation-" + number))
                .tools(new Tools(context.getBean(Orders.class)))
                .stream()
                .content()
                .reduce("", String::concat)
                .flux();
    }

    private static AssistantMessage answer(Prompt prompt) {
        String number = prompt.getUserMessage().getText();
        boolean answered =
                prompt.getInstructions().get(prompt.getInstructions().size() - 1) instanceof ToolResponseMessage;
        return answered
                ? ScriptedChatModel.text("done " + number)
                : ScriptedChatModel.toolCall("look", "{\"number\":\"" + number + "\"}");
    }

    /** A plain object, whose body calls a guarded bean. */
    record Tools(Orders orders) {

        @Tool(description = "Look at an order")
        public String look(String number) {
            return orders.getOrder(number);
        }
    }

    static class Orders {

        private final Map<String, RunContext> bodies = new ConcurrentHashMap<>();

        @GuardedTool(effect = Effect.READ)
        public String getOrder(String number) {
            bodies.put(number, Objects.requireNonNull(CallFrame.current()).run().context());
            return "order " + number;
        }

        public Map<String, RunContext> bodies() {
            return bodies;
        }
    }
}
