package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.RunContext;
import dev.guardedtool.engine.GuardRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.ToolAdvisor;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

/**
 * Opens a run for each turn of a chat client and puts the guard before the tools of the request. It stands outside the
 * advisor that executes tools, whoever made that one, and inside memory. Where an application has moved the first further
 * out, the turn begins before everything.
 */
final class TurnAdvisor implements CallAdvisor, StreamAdvisor {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 250;

    private final ToolGuard guard;
    private final TurnContexts contexts;
    private final boolean first;

    private TurnAdvisor(ToolGuard guard, TurnContexts contexts, boolean first) {
        this.guard = guard;
        this.contexts = contexts;
        this.first = first;
    }

    /** Those that a chat client needs: the one for the usual place, and the one for tools that are executed before it. */
    static List<Advisor> of(ToolGuard guard, TurnContexts contexts) {
        return List.of(new TurnAdvisor(guard, contexts, true), new TurnAdvisor(guard, contexts, false));
    }

    @Override
    public String getName() {
        return first ? "guard early turn" : "guard turn";
    }

    @Override
    public int getOrder() {
        return first ? Ordered.HIGHEST_PRECEDENCE : ORDER;
    }

    @Override
    public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
        if (first && !executesTools(chain.getCallAdvisors())) {
            return chain.nextCall(request);
        }
        Turn begun = begun(request);
        if (begun != null) {
            return chain.nextCall(guarded(request, begun));
        }
        Caller caller = contexts.caller(request);
        GuardRun given = given(request, caller);
        if (given != null) {
            return call(request, new Turn(given, caller.withinCall()), chain);
        }
        try (GuardRun run = open(caller.context(), request)) {
            return call(request, new Turn(run, caller.withinCall()), chain);
        }
    }

    private ChatClientResponse call(ChatClientRequest request, Turn turn, CallAdvisorChain chain) {
        return turn.ended(chain.nextCall(guarded(request, turn)));
    }

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        if (first && !executesTools(chain.getStreamAdvisors())) {
            return chain.nextStream(request);
        }
        Turn begun = begun(request);
        if (begun != null) {
            return chain.nextStream(guarded(request, begun));
        }
        Caller caller = contexts.caller(request);
        GuardRun given = given(request, caller);
        if (given != null) {
            return stream(request, new Turn(given, caller.withinCall()), chain);
        }
        return contexts.subscribed(
                caller.context(),
                context -> Flux.using(
                        () -> open(context, request),
                        run -> stream(request, new Turn(run, caller.withinCall()), chain.copy(this)),
                        GuardRun::close));
    }

    private Flux<ChatClientResponse> stream(ChatClientRequest request, Turn turn, StreamAdvisorChain chain) {
        return chain.nextStream(guarded(request, turn)).map(turn::ended);
    }

    /** Whether one of them executes tools before the usual place of the turn. */
    private static boolean executesTools(List<? extends Advisor> advisors) {
        for (Advisor advisor : advisors) {
            if (advisor instanceof ToolAdvisor && advisor.getOrder() < ORDER) {
                return true;
            }
        }
        return false;
    }

    /** The turn that this request is part of already. The context alone does not tell, since it can be handed on. */
    private static @Nullable Turn begun(ChatClientRequest request) {
        return request.context().get(GuardContextKeys.TURN) instanceof Turn turn
                        && request.prompt().getOptions() instanceof ToolCallingChatOptions options
                        && Turn.of(options.getToolContext()) == turn
                ? turn
                : null;
    }

    private static @Nullable GuardRun given(ChatClientRequest request, Caller caller) {
        return request.context().get(GuardContextKeys.RUN) instanceof GuardRun run ? run : caller.run();
    }

    private GuardRun open(RunContext caller, ChatClientRequest request) {
        return guard.guard().openTurn(contexts.of(caller, request.context()));
    }

    private ChatClientRequest guarded(ChatClientRequest request, Turn turn) {
        if (!turn.withinCall()) {
            UserWords.tell(turn.run(), request.prompt().getInstructions());
        }
        Map<String, Object> context = new HashMap<>(request.context());
        context.put(GuardContextKeys.TURN, turn);
        Prompt prompt = request.prompt();
        if (prompt.getOptions() instanceof ToolCallingChatOptions options) {
            prompt = new Prompt(prompt.getInstructions(), guarded(options, turn));
        }
        return ChatClientRequest.builder().prompt(prompt).context(context).build();
    }

    private ToolCallingChatOptions guarded(ToolCallingChatOptions options, Turn turn) {
        Map<String, Object> toolContext = new HashMap<>();
        if (options.getToolContext() != null) {
            toolContext.putAll(options.getToolContext());
        }
        toolContext.put(GuardContextKeys.TURN, turn);
        List<ToolCallback> callbacks = options.getToolCallbacks();
        ToolCallingChatOptions.Builder<?> builder = options.mutate().toolContext(toolContext);
        if (callbacks != null) {
            builder = builder.toolCallbacks(callbacks.stream()
                    .filter(callback -> !(callback instanceof Caller))
                    .map(callback -> GuardedToolCallback.guard(callback, guard))
                    .toList());
        }
        return builder.build();
    }
}
