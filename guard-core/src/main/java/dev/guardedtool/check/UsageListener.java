package dev.guardedtool.check;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;

/** Learns what a run used. */
public interface UsageListener {

    /** Whether it touches nothing but the run's state and so is called under the run's lock. */
    default boolean local() {
        return true;
    }

    /** A model answered that nothing was set aside for. */
    void onUsage(RunView run, Usage usage);

    /** A model answered for which checks of rounds may have set something aside. */
    default void onRound(RoundView round, Usage usage) {
        onUsage(round.run(), usage);
    }

    /** Something else cost money. */
    void onCost(RunView run, String name, Money cost);
}
