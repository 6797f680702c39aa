package dev.guardedtool.check;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;

/** Learns what a run used. Called under the run's lock. */
public interface UsageListener {

    /** A model answered. */
    void onUsage(RunView run, Usage usage);

    /** Something else cost money. */
    void onCost(RunView run, String name, Money cost);
}
