package dev.guardedtool.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.RunContext;
import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.autoconfigure.RunContextCustomizer;
import dev.guardedtool.autoconfigure.springai.GuardContextKeys;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import reactor.core.scheduler.Schedulers;

/** A tool that asks a model of its own opens a run within the run that it is part of. */
class NestedRunTests {

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void knowsItsParentAndActsForTheSamePrincipal(boolean outerStreams, boolean innerStreams) {
        RunContextCustomizer tenant = run -> run.withPrincipal(run.principal().withTenant("acme"));
        Contexts.runner()
                .withBean(Research.class)
                .withBean(RunContextCustomizer.class, () -> tenant)
                .run(context -> {
                    context.getBean(Research.class).streaming(innerStreams);
                    context.getBean(ScriptedChatModel.class)
                            .calls("research", "{\"topic\":\"refunds\"}")
                            .calls("lookUp", "{\"word\":\"refund\"}")
                            .says("found")
                            .says("done");

                    SignedIn.as(SignedIn.user("alice", "ROLE_USER"), () -> ask(context, outerStreams));

                    RunLog log = context.getBean(RunLog.class);
                    List<RunContext> runs = log.runs();
                    assertThat(runs).hasSize(2);
                    assertThat(runs.get(0).parentRunId()).isNull();
                    assertThat(runs.get(1).parentRunId()).isEqualTo(runs.get(0).runId());
                    assertThat(runs.get(1).principal()).isEqualTo(runs.get(0).principal());
                    assertThat(runs.get(1).principal().tenant()).isEqualTo("acme");
                    assertThat(runs.get(1).session()).isEqualTo("conversation-1");
                    assertThat(runs.get(1).ticket()).isEqualTo("T-1");
                    assertThat(runs.get(1).agent()).isEqualTo("researcher");
                    assertThat(log.events(GuardEvent.Decided.class))
                            .extracting(decided -> decided.tool() + " " + decided.runId())
                            .containsExactly(
                                    "research " + runs.get(0).runId(),
                                    "lookUp " + runs.get(1).runId());
                });
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void whereItIsRefusedNothingOfItIsCarriedOutAndTheOuterRunGoesOn(boolean outerStreams, boolean innerStreams) {
        Contexts.runner()
                .withBean(Research.class)
                .withPropertyValues("guard.runs.nested=refuse", "guard.tools.research.max-attempts=2")
                .run(context -> {
                    context.getBean(Research.class).streaming(innerStreams);
                    ScriptedChatModel model = context.getBean(ScriptedChatModel.class)
                            .calls("research", "{\"topic\":\"refunds\"}")
                            .calls("research", "{\"topic\":\"returns\"}")
                            .calls("research", "{\"topic\":\"parcels\"}")
                            .says("done");

                    assertThat(ask(context, outerStreams)).endsWith("done");

                    assertThat(model.prompts()).hasSize(4);
                    assertThat(model.prompts())
                            .extracting(prompt -> prompt.getUserMessage().getText())
                            .containsOnly("help");
                    assertThat(context.getBean(Research.class).found())
                            .hasSize(2)
                            .allMatch(found -> found.contains("nothing was done"));
                    assertThat(context.getBean(RunLog.class).decisions())
                            .containsExactly("research allow", "research allow", "research max_attempts");
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aToolThatPassesItsRunOnAsksAModelWithinThatRun(boolean streaming) {
        Contexts.runner()
                .withBean(Research.class)
                .withPropertyValues("guard.runs.nested=refuse", "guard.tools.lookUp.argument-sources[0].arg=word")
                .withPropertyValues("guard.tools.lookUp.argument-sources[0].from=user")
                .run(context -> {
                    Research research = context.getBean(Research.class);
                    research.streaming(streaming);
                    research.passOn(context.getBean(Callers.class));
                    context.getBean(ScriptedChatModel.class)
                            .calls("research", "{\"topic\":\"refunds\"}")
                            .calls("lookUp", "{\"word\":\"help\"}")
                            .calls("lookUp", "{\"word\":\"refunds\"}")
                            .says("found")
                            .says("done");

                    assertThat(ask(context, false)).isEqualTo("done");

                    RunLog log = context.getBean(RunLog.class);
                    assertThat(log.runs()).hasSize(1);
                    assertThat(log.decisions())
                            .as("the words of the inner prompt are a model's")
                            .containsExactly("research allow", "lookUp allow", "lookUp argument_source");
                });
    }

    private static String ask(ApplicationContext context, boolean streaming) {
        ChatClient.ChatClientRequestSpec request = context.getBean(ChatClient.Builder.class)
                .build()
                .prompt("help")
                .tools(context.getBean(Research.class))
                .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, "conversation-1")
                        .param(GuardContextKeys.TICKET, "T-1"));
        return streaming
                ? String.join("", request.stream().content().collectList().block())
                : request.call().content();
    }

    static class Research {

        private final ObjectProvider<ChatClient.Builder> builder;
        private final List<String> found = new CopyOnWriteArrayList<>();
        private boolean streaming;
        private @Nullable Callers callers;

        Research(ObjectProvider<ChatClient.Builder> builder) {
            this.builder = builder;
        }

        public void streaming(boolean value) {
            streaming = value;
        }

        public List<String> found() {
            return found;
        }

        /** The runs of its calls are those of its models. */
        public void passOn(Callers value) {
            callers = value;
        }

        @Tool(description = "Research a topic")
        @GuardedTool(effect = Effect.READ)
        public String research(String topic) {
            ChatClient.ChatClientRequestSpec request = builder.getObject()
                    .build()
                    .prompt(topic)
                    .tools(new Dictionary())
                    .advisors(advisors -> advisors.param(GuardContextKeys.AGENT, "researcher"));
            if (callers != null) {
                request.advisors(advisors -> advisors.param(GuardContextKeys.RUN, callers.run()));
            }
            String answer = streaming
                    ? String.join(
                            "",
                            request.stream()
                                    .content()
                                    .subscribeOn(Schedulers.boundedElastic())
                                    .collectList()
                                    .block())
                    : String.valueOf(request.call().content());
            found.add(answer);
            return answer;
        }
    }

    static class Dictionary {

        @Tool(description = "Look up a word")
        public String lookUp(String word) {
            return "meaning of " + word;
        }
    }
}
