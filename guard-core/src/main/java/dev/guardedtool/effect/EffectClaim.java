package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.Claim;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An effect that was taken for one call.
 *
 * @param owner names the call among all calls of all runs
 * @param doubt whether giving the call up leaves the effect in doubt; otherwise it counts as not done
 */
record EffectClaim(EffectLedger ledger, EffectKey key, String owner, boolean doubt) implements Claim {

    @Override
    public void release() {
        ledger.release(key, owner);
    }

    @Override
    public void abandon() {
        if (doubt) {
            ledger.markUnknown(key, owner);
        } else {
            ledger.release(key, owner);
        }
    }

    void complete(ToolResult answer, @Nullable Duration ttl) {
        ledger.complete(key, owner, answer, ttl);
    }
}
