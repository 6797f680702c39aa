package dev.guardedtool.autoconfigure.store;

import java.util.Locale;

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

    String property() {
        return "guard.stores." + name().toLowerCase(Locale.ROOT);
    }
}
