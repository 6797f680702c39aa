package dev.guardedtool.autoconfigure.test;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.util.function.Supplier;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.observation.ChatModelObservationDocumentation;
import org.springframework.ai.chat.observation.DefaultChatModelObservationConvention;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;
import reactor.util.context.ContextView;

/** One call of the model as its observers see it. */
record ScriptedObservation(ChatModelObservationContext seen, Observation observation) {

    static ScriptedObservation of(Prompt prompt, boolean streaming, ObservationRegistry registry) {
        ChatModelObservationContext seen = ChatModelObservationContext.builder()
                .prompt(prompt)
                .provider("scripted")
                .streaming(streaming)
                .build();
        return new ScriptedObservation(
                seen,
                ChatModelObservationDocumentation.CHAT_MODEL_OPERATION.observation(
                        null, new DefaultChatModelObservationConvention(), () -> seen, registry));
    }

    ChatResponse call(Supplier<ChatResponse> model) {
        return observation.observe(() -> {
            ChatResponse response = model.get();
            seen.setResponse(response);
            return response;
        });
    }

    /** An observer that throws when the call starts keeps it from being made. */
    Flux<ChatResponse> stream(Supplier<Flux<ChatResponse>> model, ContextView context) {
        observation.parentObservation(context.getOrDefault(ObservationThreadLocalAccessor.KEY, null));
        observation.start();
        return new MessageAggregator()
                .aggregate(Flux.defer(model), seen::setResponse)
                .doOnError(observation::error)
                .doFinally(signal -> observation.stop())
                .contextWrite(outer -> outer.put(ObservationThreadLocalAccessor.KEY, observation));
    }
}
