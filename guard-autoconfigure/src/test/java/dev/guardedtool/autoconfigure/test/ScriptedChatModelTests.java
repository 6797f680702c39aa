package dev.guardedtool.autoconfigure.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;

class ScriptedChatModelTests {

    private final ScriptedChatModel model = new ScriptedChatModel();

    @Test
    void streamsTextInPiecesAndTheUsageWithTheLast() {
        model.using("m", 7, 3).says("Your money is on its way 🎉🎉🎉🎉🎉");

        List<ChatResponse> chunks = model.stream(new Prompt("hi")).collectList().block();

        assertThat(chunks).hasSizeGreaterThan(4);
        assertThat(chunks.stream()
                        .map(chunk -> chunk.getResult().getOutput().getText())
                        .collect(Collectors.joining()))
                .isEqualTo("Your money is on its way 🎉🎉🎉🎉🎉");
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(
                                chunk.getResult().getOutput().getText().codePoints())
                        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        assertThat(chunks.stream()
                        .map(chunk -> chunk.getMetadata().getUsage().getPromptTokens())
                        .filter(tokens -> tokens > 0))
                .containsExactly(7);
        assertThat(chunks.get(chunks.size() - 1).getResult().getMetadata().getFinishReason())
                .isEqualTo("stop");
    }

    @Test
    void streamsCallsWithTheLastPiece() {
        model.saysAndCalls("Let me look.", new ScriptedChatModel.Call("search", "{}"));

        List<ChatResponse> chunks = model.stream(new Prompt("hi")).collectList().block();

        assertThat(chunks.subList(0, chunks.size() - 1)).isNotEmpty().noneMatch(ChatResponse::hasToolCalls);
        assertThat(chunks.get(chunks.size() - 1).hasToolCalls()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void observersSeeThePromptBeforeAndTheResponseAfter(boolean streaming) {
        Watching watching = new Watching();
        model.observedBy(watching.registry()).says("Hello there.");

        ask(streaming);

        assertThat(watching.asked).containsExactly("hi");
        assertThat(watching.answered).containsExactly("Hello there.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anObserverThatThrowsKeepsTheModelFromBeingAsked(boolean streaming) {
        Watching watching = new Watching();
        watching.refusing = true;
        model.observedBy(watching.registry());

        assertThatIllegalStateException().isThrownBy(() -> ask(streaming)).withMessage("not like this");
        assertThat(model.prompts()).isEmpty();
    }

    @Test
    void forgetsItsScriptWhenReset() {
        model.says("one").call(new Prompt("hi"));
        model.says("two").reset();

        assertThat(model.prompts()).isEmpty();
        assertThat(model.call(new Prompt("hi")).getResult().getOutput().getText())
                .isEqualTo("done");
    }

    private void ask(boolean streaming) {
        if (streaming) {
            model.stream(new Prompt("hi")).blockLast();
        } else {
            model.call(new Prompt("hi"));
        }
    }

    private static final class Watching implements ObservationHandler<ChatModelObservationContext> {

        private final List<String> asked = new ArrayList<>();
        private final List<String> answered = new ArrayList<>();
        private boolean refusing;

        ObservationRegistry registry() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(this);
            return registry;
        }

        @Override
        public void onStart(ChatModelObservationContext context) {
            if (refusing) {
                throw new IllegalStateException("not like this");
            }
            asked.add(context.getRequest().getContents());
        }

        @Override
        public void onStop(ChatModelObservationContext context) {
            answered.add(context.getResponse().getResult().getOutput().getText());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof ChatModelObservationContext;
        }
    }
}
