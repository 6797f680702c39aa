package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.autoconfigure.Store;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.Binder;

/** What is kept in a store, each by itself. */
public enum StoredSubject {

    /** Effects with an explicit key. */
    EFFECTS,

    /** Budgets that runs share. */
    BUDGETS,

    /** When tools of limited rate were called. */
    RATES,

    /** How often tools were tried. */
    ATTEMPTS,

    /** Facts. */
    FACTS,

    /** Snapshots of runs. */
    RUNS;

    /** Where the configuration says that it is kept. */
    Store keptIn(Binder configuration) {
        return configuration
                .bind("guard.stores." + name().toLowerCase(Locale.ROOT), Store.class)
                .orElseGet(() -> configuration.bind("guard.store", Store.class).orElse(Store.MEMORY));
    }
}
