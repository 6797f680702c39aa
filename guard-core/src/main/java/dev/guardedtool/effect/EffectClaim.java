package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.Claim;
import dev.guardedtool.signature.Fingerprint;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An effect that was taken for one call.
 *
 * @param callId names this attempt of the call among all attempts of all processes
 * @param doubt whether giving the call up leaves the effect in doubt; otherwise it counts as not done
 */
record EffectClaim(Leases leases, EffectKey key, String callId, boolean doubt) implements Claim {

    private static final Logger log = LoggerFactory.getLogger(EffectClaim.class);

    EffectLedger ledger() {
        return leases.ledger();
    }

    /**
     * Takes the effect unless it is taken; empty if it was taken now. Whether a ledger that fails took it cannot be told,
     * so it is given back then.
     */
    Optional<EffectRecord> take(Fingerprint arguments) {
        Optional<EffectRecord> known;
        try {
            known = ledger().reserve(key, arguments, callId, leases.owner());
        } catch (LedgerFullException e) {
            throw e;
        } catch (RuntimeException e) {
            giveBackAfter(e);
            throw e;
        }
        if (known.isEmpty()) {
            leases.begin(callId);
        }
        return known;
    }

    private void giveBackAfter(RuntimeException failure) {
        try {
            release();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public String reference() {
        return key.reference();
    }

    @Override
    public @Nullable String attempt() {
        return ledger().lease() == null ? null : callId;
    }

    @Override
    public void release() {
        leases.tell(callId, () -> ledger().release(key, callId));
    }

    @Override
    public void abandon() {
        if (doubt) {
            leases.tell(callId, () -> ledger().markUnknown(key, callId));
        } else {
            release();
        }
    }

    void complete(ToolResult answer, @Nullable Duration ttl) {
        leases.tell(callId, () -> {
            if (!ledger().complete(key, callId, answer, ttl)) {
                log.error(
                        "{} took effect after it had been settled that it did not; call {}, key {}",
                        key.tool(),
                        callId,
                        key.key());
            }
        });
    }
}
