package dev.guardedtool.autoconfigure;

import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: what is known of a run that begins now. Applications that open runs themselves get the context from
 * here as well. Thread-safe; what it tells is of the thread that asks.
 */
public final class Callers {

    private final Supplier<List<PrincipalResolver>> resolvers;
    private final Supplier<List<RunContextCustomizer>> customizers;
    private final @Nullable String application;

    Callers(
            Supplier<List<PrincipalResolver>> resolvers,
            Supplier<List<RunContextCustomizer>> customizers,
            @Nullable String application) {
        this.resolvers = resolvers;
        this.customizers = customizers;
        this.application = application;
    }

    /**
     * The context of a run that begins on this thread: within the call that the thread is carrying out, on behalf of the
     * same principal; else on behalf of the principal that the resolvers tell, anonymous if they tell none.
     */
    public RunContext context() {
        CallFrame frame = CallFrame.current();
        return frame != null ? within(frame.run()) : context(principal());
    }

    /** The context of a run that begins on behalf of that principal. */
    public RunContext context(Principal principal) {
        RunContext context = RunContext.of(principal).withAgent(application);
        for (RunContextCustomizer customizer : customizers.get()) {
            context = customizer.customize(context);
        }
        return context;
    }

    /**
     * The run that calls of this thread belong to: that of the call it is carrying out, else the one that the application
     * bound to the web request as its attribute {@code guard.run}, else null.
     */
    public @Nullable GuardRun run() {
        CallFrame frame = CallFrame.current();
        return frame != null ? frame.run() : RequestRun.current();
    }

    private RunContext within(GuardRun outer) {
        RunContext known = outer.context();
        return RunContext.of(known.principal())
                .withSession(known.session())
                .withAgent(application)
                .withTicket(known.ticket())
                .withParentRunId(outer.runId());
    }

    private Principal principal() {
        return resolvers.get().stream()
                .map(PrincipalResolver::resolve)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Principal.ANONYMOUS);
    }
}
