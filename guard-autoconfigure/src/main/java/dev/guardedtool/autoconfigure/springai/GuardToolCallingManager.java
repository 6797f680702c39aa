package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.engine.GuardRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.resolution.ToolCallbackResolver;

/** Has every callback of a request stand behind the guard, and answers for names that the request does not offer. */
final class GuardToolCallingManager implements ToolCallingManager {

    private final ToolCallingManager delegate;
    private final ToolGuard guard;
    private final ToolCallbackResolver resolver;

    GuardToolCallingManager(ToolCallingManager delegate, ToolGuard guard, ToolCallbackResolver resolver) {
        this.delegate = delegate;
        this.guard = guard;
        this.resolver = resolver;
    }

    @Override
    public List<ToolDefinition> resolveToolDefinitions(ToolCallingChatOptions chatOptions) {
        Map<String, ReferenceArgument> hidden = new HashMap<>();
        if (chatOptions.getToolCallbacks() != null) {
            chatOptions.getToolCallbacks().forEach(callback -> {
                ReferenceArgument reference = guard.identify(callback).reference();
                if (reference != null) {
                    hidden.put(callback.getToolDefinition().name(), reference);
                }
            });
        }
        List<ToolDefinition> definitions = delegate.resolveToolDefinitions(chatOptions);
        return hidden.isEmpty()
                ? definitions
                : definitions.stream()
                        .map(each -> hidden.containsKey(each.name())
                                ? hidden.get(each.name()).hiddenIn(each)
                                : each)
                        .toList();
    }

    @Override
    public ToolExecutionResult executeToolCalls(Prompt prompt, ChatResponse chatResponse) {
        ToolCallingChatOptions options = prompt.getOptions() instanceof ToolCallingChatOptions given
                ? given
                : ToolCallingChatOptions.builder().build();
        GuardRun known = guard.run(options.getToolContext());
        if (known != null) {
            return execute(prompt, chatResponse, options, known);
        }
        try (GuardRun batch = guard.openStray()) {
            UserWords.tell(batch, prompt.getInstructions());
            return execute(prompt, chatResponse, in(batch, options), batch);
        }
    }

    /** The calls of one response belong together even where nobody opened a run for them. */
    private static ToolCallingChatOptions in(GuardRun run, ToolCallingChatOptions options) {
        Map<String, Object> context = new HashMap<>();
        if (options.getToolContext() != null) {
            context.putAll(options.getToolContext());
        }
        context.put(GuardContextKeys.RUN, run);
        return options.mutate().toolContext(context).build();
    }

    private ToolExecutionResult execute(
            Prompt prompt, ChatResponse chatResponse, ToolCallingChatOptions options, GuardRun run) {
        List<AssistantMessage.ToolCall> calls = calls(chatResponse);
        List<ToolCallback> callbacks = guarded(options, calls);
        BatchAnswers answers = new BatchAnswers();
        ToolCallingChatOptions guarded = options.mutate()
                .toolCallbacks(calls.size() < 2 ? callbacks : answers.recording(callbacks))
                .build();
        try {
            screen(run, callbacks, calls);
            return delegate.executeToolCalls(new Prompt(prompt.getInstructions(), guarded), chatResponse);
        } catch (RuntimeException e) {
            if (!(e instanceof LoopEnd end)) {
                throw e;
            }
            end.given(answers.given(chatResponse));
            if (!end.direct()) {
                throw e;
            }
            Turn turn = Turn.of(options.getToolContext());
            if (turn != null) {
                turn.end(end);
            }
            return answers.direct(prompt.getInstructions(), chatResponse, end.text());
        }
    }

    private static List<AssistantMessage.ToolCall> calls(ChatResponse response) {
        List<AssistantMessage.ToolCall> calls = new ArrayList<>();
        for (Generation generation : response.getResults()) {
            calls.addAll(generation.getOutput().getToolCalls());
        }
        return calls;
    }

    /** Where one of several calls needs a person, none of them is carried out before. */
    private void screen(GuardRun run, List<ToolCallback> callbacks, List<AssistantMessage.ToolCall> calls) {
        if (calls.size() < 2) {
            return;
        }
        run.screen(calls.stream()
                        .map(call -> GuardedToolCallback.toCall(callbacks, call.name(), call.arguments()))
                        .toList())
                .ifPresent(decision -> guard.answers().of(decision));
    }

    private List<ToolCallback> guarded(ToolCallingChatOptions options, List<AssistantMessage.ToolCall> calls) {
        List<ToolCallback> callbacks = new ArrayList<>();
        Set<String> offered = new HashSet<>();
        List<ToolCallback> given = options.getToolCallbacks();
        if (given != null) {
            for (ToolCallback callback : given) {
                callbacks.add(GuardedToolCallback.guard(callback, guard));
                offered.add(callback.getToolDefinition().name());
            }
        }
        for (AssistantMessage.ToolCall call : calls) {
            if (offered.add(call.name())) {
                callbacks.add(GuardedToolCallback.unadvertised(call.name(), known(call.name()), guard));
            }
        }
        return callbacks;
    }

    private @Nullable ToolCallback known(String name) {
        return name.isBlank() ? null : resolver.resolve(name);
    }
}
