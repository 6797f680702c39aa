package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.RateStore;

/**
 * Makes the stores of one kind that instances share. Each is made where its subject is kept there, and looked after from
 * then on.
 */
public interface SharedStores {

    /** Their kind. */
    Store kind();

    /** What looks after them. */
    StoreMaintenance maintenance();

    /** For effects. */
    EffectLedger effects();

    /** For budgets. */
    BudgetStore budgets();

    /** For rates. */
    RateStore rates();

    /** For attempts. */
    AttemptStore attempts();

    /** For facts. */
    FactStore facts();

    /** For snapshots of runs. */
    RunStore runs();

    /** Does nothing but ask. Throws an unchecked exception if there is no answer, or none that is of use. */
    void ask();
}
