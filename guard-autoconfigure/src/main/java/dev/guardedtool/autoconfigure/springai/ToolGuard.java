package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;

/** What every guarded callback needs: the guard, the run of the call, and what is known of the tool. */
final class ToolGuard implements DeclaredGuard {

    private final Supplier<Guard> guard;
    private final Queue<Consumer<Guard>> declared = new ConcurrentLinkedQueue<>();
    private final Answers answers;
    private final CallbackDeclarations declarations;
    private final Callers callers;
    private final DecidedCalls decidedCalls;
    private final SchemaNumbers schemas = new SchemaNumbers();

    /** Asks for the guard on first use, since beans that are tools may be what the guard is made of. */
    ToolGuard(
            Supplier<Guard> guard,
            Answers answers,
            CallbackDeclarations declarations,
            Callers callers,
            DecidedCalls decidedCalls) {
        this.guard = guard;
        this.answers = answers;
        this.declarations = declarations;
        this.callers = callers;
        this.decidedCalls = decidedCalls;
    }

    @Override
    public Guard guard() {
        Guard known = guard.get();
        for (Consumer<Guard> next = declared.poll(); next != null; next = declared.poll()) {
            next.accept(known);
        }
        return known;
    }

    Answers answers() {
        return answers;
    }

    /** The tool behind a callback, which the guard is told about if it is met for the first time. */
    ToolIdentity identify(ToolCallback bare) {
        return declarations.identify(bare, this);
    }

    @Override
    public ToolName nameOf(ToolName callback) {
        return declarations.nameOf(callback);
    }

    /** What is to be told to the guard before it decides the next call. */
    void declare(Consumer<Guard> declaration) {
        declared.add(declaration);
    }

    Set<String> numericArguments(@Nullable String inputSchema) {
        return schemas.of(inputSchema);
    }

    /** The call that this is, if it was decided on before it got here and is yet to be carried out. */
    @Nullable
    DecidedCall decided(ToolName tool, @Nullable ToolContext context) {
        DecidedCall call = context == null ? null : decidedCalls.of(context);
        return call != null && call.take(tool) ? call : null;
    }

    /**
     * The run of calls with that tool context: the one in it, else that of the call this thread is carrying out or of the
     * web request it serves; null if there is none.
     */
    @Nullable
    GuardRun run(@Nullable Map<String, Object> toolContext) {
        Turn turn = Turn.of(toolContext);
        if (turn != null) {
            return turn.run();
        }
        return toolContext != null && toolContext.get(GuardContextKeys.RUN) instanceof GuardRun run
                ? run
                : callers.run();
    }

    /** A run for calls that have none, on behalf of the caller on this thread. */
    GuardRun openStray() {
        return guard().openStray(callers.context());
    }

    /** Calls back with the run of the call, else with one for this call alone. */
    String inRun(@Nullable ToolContext context, Function<GuardRun, String> call) {
        guard();
        GuardRun known = run(context == null ? null : context.getContext());
        if (known != null) {
            return call.apply(known);
        }
        try (GuardRun single = openStray()) {
            return call.apply(single);
        }
    }

    /** The context without the guard's keys, which would leave the process with a call of a remote tool. */
    static @Nullable ToolContext stripped(@Nullable ToolContext context) {
        return context == null
                ? null
                : without(
                        context, key -> GuardContextKeys.isOurs(key) && !key.equals(GuardContextKeys.EFFECT_REFERENCE));
    }

    /** What a tool may know: what the application told it, and how the system behind it may name the effect. */
    static @Nullable ToolContext stripped(@Nullable ToolContext context, @Nullable String effectReference) {
        if (effectReference == null) {
            return context == null ? null : without(context, GuardContextKeys::isOurs);
        }
        Map<String, Object> told = new HashMap<>();
        if (context != null) {
            told.putAll(without(context, GuardContextKeys::isOurs).getContext());
        }
        told.put(GuardContextKeys.EFFECT_REFERENCE, effectReference);
        return new ToolContext(told);
    }

    private static ToolContext without(ToolContext context, Predicate<String> hidden) {
        Map<String, Object> rest = new HashMap<>(context.getContext());
        return rest.keySet().removeIf(hidden) ? new ToolContext(rest) : context;
    }
}
