package dev.guardedtool.demo.script;

import dev.guardedtool.demo.cost.Meter;
import dev.guardedtool.demo.script.Scenario.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Plays the scenario that the request's model is named after. It keeps nothing between requests: like a real model it
 * works out from the conversation what it did before. Threadsafe.
 */
@Component
public class ScriptedChatModel implements ChatModel {

    private static final String NAME = "scripted/";
    private static final Pattern AFTER_SPACE = Pattern.compile("(?<= )");

    private final Scenarios scenarios;
    private final Meter meter;

    ScriptedChatModel(Scenarios scenarios, Meter meter) {
        this.scenarios = scenarios;
        this.meter = meter;
    }

    /** The name of the model that plays that scenario. */
    public static String playing(Scenario scenario) {
        return NAME + scenario.name();
    }

    @Override
    public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().model(NAME).build();
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        AssistantMessage answer = answer(prompt);
        return response(prompt, answer, metered(prompt, answer));
    }

    /** Word by word; the tool calls and the usage come last. */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> {
            AssistantMessage answer = answer(prompt);
            List<ChatResponse> chunks = new ArrayList<>();
            AFTER_SPACE
                    .splitAsStream(Texts.of(answer.getText()))
                    .forEach(word -> chunks.add(response(prompt, new AssistantMessage(word), new EmptyUsage())));
            AssistantMessage end = message("", answer.getToolCalls());
            chunks.add(response(prompt, end, metered(prompt, answer)));
            return Flux.fromIterable(chunks);
        });
    }

    private AssistantMessage answer(Prompt prompt) {
        Playback playback = new Playback(scenario(prompt));
        StringBuilder read = new StringBuilder();
        int answers = 0;
        for (Message message : prompt.getInstructions()) {
            if (message instanceof AssistantMessage) {
                playback.answer(read.toString());
                read.setLength(0);
                answers++;
            } else {
                read.append(Texts.of(message)).append('\n');
            }
        }
        Round round = playback.answer(read.toString());
        List<ToolCall> calls = new ArrayList<>();
        for (Scenario.Call call : round.calls()) {
            String id = "call-" + (answers + 1) + "-" + (calls.size() + 1);
            calls.add(new ToolCall(id, "function", call.tool(), call.args()));
        }
        return message(round.text(), calls);
    }

    private Scenario scenario(Prompt prompt) {
        String model = model(prompt);
        String name = model.startsWith(NAME) ? model.substring(NAME.length()) : "";
        return scenarios
                .named(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no scenario for the model " + model + "."));
    }

    private static String model(Prompt prompt) {
        ChatOptions options = prompt.getOptions();
        return options == null ? "" : Texts.of(options.getModel());
    }

    private Usage metered(Prompt prompt, AssistantMessage answer) {
        int input = Texts.tokens(prompt.getInstructions());
        int output = Texts.tokens(List.of(answer));
        meter.modelAnswered(input, output);
        return new DefaultUsage(input, output);
    }

    private static AssistantMessage message(String text, List<ToolCall> calls) {
        return AssistantMessage.builder().content(text).toolCalls(calls).build();
    }

    private static ChatResponse response(Prompt prompt, AssistantMessage message, Usage usage) {
        String reason = message.hasToolCalls() ? "tool_calls" : "stop";
        return new ChatResponse(
                List.of(new Generation(
                        message,
                        ChatGenerationMetadata.builder().finishReason(reason).build())),
                ChatResponseMetadata.builder().model(model(prompt)).usage(usage).build());
    }
}
