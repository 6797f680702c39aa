package dev.guardedtool.budget;

import dev.guardedtool.check.RunView;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A named part of a run. While it is open, whatever the run spends, in any thread, counts against the limit of that name
 * as well. A scope that is opened again goes on counting where it was. Thread-safe; ends when closed, or with its run.
 */
public final class BudgetScope implements AutoCloseable {

    private final OpenScopes scopes;
    private final String name;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private BudgetScope(OpenScopes scopes, String name) {
        this.scopes = scopes;
        this.name = name;
    }

    /**
     * Opens the scope.
     *
     * @param name the name of a limit with a scope by name; any other limits nothing
     */
    public static BudgetScope open(RunView run, String name) {
        Objects.requireNonNull(name, "name");
        OpenScopes scopes = run.state(OpenScopes.STATE);
        scopes.open(name);
        return new BudgetScope(scopes, name);
    }

    /** Ends the scope. Closing again changes nothing. */
    @Override
    public void close() {
        if (open.getAndSet(false)) {
            scopes.close(name);
        }
    }
}
