package dev.guardedtool.autoconfigure.test;

import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/**
 * A model that answers round by round what a test tells it to, in calls and in streams, and remembers what it was asked.
 * Thread-safe; concurrent conversations share one script.
 */
public final class ScriptedChatModel implements ChatModel {

    private final Deque<Function<Prompt, AssistantMessage>> rounds = new ArrayDeque<>();
    private final List<Prompt> prompts = new ArrayList<>();
    private String name = "scripted";
    private int inputTokens = 100;
    private int outputTokens = 20;
    private int calls;
    private Function<Prompt, AssistantMessage> otherwise = ScriptedChatModel::done;
    private ObservationRegistry observations = ObservationRegistry.NOOP;

    /** Next, the model says that. */
    public ScriptedChatModel says(String text) {
        return answers(prompt -> text(text));
    }

    /** Next, the model calls one tool. */
    public ScriptedChatModel calls(String tool, String arguments) {
        return calls(new Call(tool, arguments));
    }

    /** Next, the model calls several tools in one answer. */
    public ScriptedChatModel calls(Call... batch) {
        return saysAndCalls("", batch);
    }

    /** Next, the model says something and calls tools in the same answer. */
    public ScriptedChatModel saysAndCalls(String text, Call... batch) {
        return answers(prompt -> AssistantMessage.builder()
                .content(text)
                .toolCalls(List.of(batch).stream()
                        .map(call -> new AssistantMessage.ToolCall(nextId(), "function", call.tool(), call.arguments()))
                        .toList())
                .build());
    }

    /** Next, the model answers what the function makes of the prompt. */
    public synchronized ScriptedChatModel answers(Function<Prompt, AssistantMessage> round) {
        rounds.add(round);
        return this;
    }

    /** What the model answers once the script is at its end; {@code done} by default. */
    public synchronized ScriptedChatModel otherwise(Function<Prompt, AssistantMessage> answer) {
        this.otherwise = answer;
        return this;
    }

    /** A message that says that. */
    public static AssistantMessage text(String text) {
        return new AssistantMessage(text);
    }

    /** A message that calls one tool. */
    public static AssistantMessage toolCall(String tool, String arguments) {
        return AssistantMessage.builder()
                .content("")
                .toolCalls(List.of(new AssistantMessage.ToolCall("call", "function", tool, arguments)))
                .build();
    }

    /** What each answer uses, and the model's name in its metadata. */
    public synchronized ScriptedChatModel using(String model, int input, int output) {
        this.name = model;
        this.inputTokens = input;
        this.outputTokens = output;
        return this;
    }

    /** Has every call observed, so that handlers see its prompt and its response as they do with a provider's model. */
    public synchronized ScriptedChatModel observedBy(ObservationRegistry registry) {
        this.observations = registry;
        return this;
    }

    /** Forgets the rest of the script and what was asked. */
    public synchronized void reset() {
        rounds.clear();
        prompts.clear();
        calls = 0;
        otherwise = ScriptedChatModel::done;
    }

    /** What the model was asked so far. */
    public synchronized List<Prompt> prompts() {
        return List.copyOf(prompts);
    }

    /** The tool responses that the model saw last. */
    public synchronized List<String> lastToolResponses() {
        if (prompts.isEmpty()) {
            return List.of();
        }
        List<Message> messages = prompts.get(prompts.size() - 1).getInstructions();
        return messages.get(messages.size() - 1) instanceof ToolResponseMessage responses
                ? responses.getResponses().stream()
                        .map(ToolResponseMessage.ToolResponse::responseData)
                        .toList()
                : List.of();
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        ScriptedObservation observation = ScriptedObservation.of(prompt, false, observations());
        return observation.call(() -> whole(next(prompt).apply(prompt)));
    }

    /** The answer in pieces: its text bit by bit, then the calls, the finish reason and the usage together. */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.deferContextual(context -> {
            ScriptedObservation observation = ScriptedObservation.of(prompt, true, observations());
            return observation.stream(
                    () -> Flux.fromIterable(pieces(next(prompt).apply(prompt))), context);
        });
    }

    @Override
    public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().model(name).build();
    }

    private synchronized ObservationRegistry observations() {
        return observations;
    }

    private synchronized Function<Prompt, AssistantMessage> next(Prompt prompt) {
        prompts.add(prompt);
        Function<Prompt, AssistantMessage> round = rounds.poll();
        return round != null ? round : otherwise;
    }

    private static AssistantMessage done(Prompt prompt) {
        return text("done");
    }

    private synchronized String nextId() {
        return "call_" + ++calls;
    }

    private List<ChatResponse> pieces(AssistantMessage message) {
        List<ChatResponse> pieces = new ArrayList<>();
        String text = message.getText();
        if (text != null) {
            for (String piece : TextPieces.of(text)) {
                pieces.add(new ChatResponse(
                        List.of(new Generation(new AssistantMessage(piece))),
                        ChatResponseMetadata.builder().model(model()).build()));
            }
        }
        pieces.add(whole(AssistantMessage.builder()
                .content("")
                .properties(message.getMetadata())
                .toolCalls(message.getToolCalls())
                .build()));
        return pieces;
    }

    private synchronized String model() {
        return name;
    }

    private synchronized ChatResponse whole(AssistantMessage message) {
        ChatGenerationMetadata metadata = ChatGenerationMetadata.builder()
                .finishReason(message.hasToolCalls() ? "tool_calls" : "stop")
                .build();
        return new ChatResponse(
                List.of(new Generation(message, metadata)),
                ChatResponseMetadata.builder()
                        .model(name)
                        .usage(new DefaultUsage(inputTokens, outputTokens))
                        .build());
    }

    /**
     * One call of a tool.
     *
     * @param tool the tool's name
     * @param arguments the arguments as the model writes them, well-formed or not
     */
    public record Call(String tool, String arguments) {}
}
