package dev.guardedtool.custody;

import dev.guardedtool.check.Claim;
import java.util.Set;

/**
 * Facts that one call uses up.
 *
 * @param owner names the call among all calls of all runs
 */
record FactClaim(FactStore store, Set<FactKey> facts, String owner) implements Claim {

    @Override
    public void release() {
        store.giveBack(facts, owner);
    }

    /** The call may have run, so what it used stays used. */
    @Override
    public void abandon() {}
}
