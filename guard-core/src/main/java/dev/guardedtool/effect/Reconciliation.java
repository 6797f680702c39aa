package dev.guardedtool.effect;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles effects in doubt by what reconcilers find. Any number of processes may do so at once: each doubt is settled only
 * as long as it is the one that was asked about.
 */
public final class Reconciliation {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    private final EffectLedger ledger;
    private final List<EffectReconciler> reconcilers;
    private final Duration ttl;

    /**
     * A reconciliation.
     *
     * @param reconcilers the first that knows a tool is asked
     * @param ttl for how long it is remembered that an effect happened
     */
    public Reconciliation(EffectLedger ledger, List<EffectReconciler> reconcilers, Duration ttl) {
        this.ledger = ledger;
        this.reconcilers = List.copyOf(reconcilers);
        this.ttl = ttl;
    }

    /**
     * Asks about doubts, the oldest first. Whatever a reconciler throws leaves its effect in doubt.
     *
     * @param limit about how many at most
     * @return how many were settled
     */
    public int run(int limit) {
        if (reconcilers.isEmpty()) {
            return 0;
        }
        int settled = 0;
        for (EffectRecord doubt : ledger.inDoubt(limit)) {
            if (settle(doubt, find(doubt))) {
                settled++;
            }
        }
        return settled;
    }

    private EffectReconciler.Finding find(EffectRecord doubt) {
        for (EffectReconciler reconciler : reconcilers) {
            try {
                if (reconciler.knows(doubt.key().tool())) {
                    return reconciler.find(doubt);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return EffectReconciler.Finding.unknown();
            } catch (Exception e) {
                log.warn(
                        "It could not be found out whether {} of call {} happened",
                        doubt.key().tool(),
                        doubt.callId(),
                        e);
                return EffectReconciler.Finding.unknown();
            }
        }
        return EffectReconciler.Finding.unknown();
    }

    private boolean settle(EffectRecord doubt, EffectReconciler.Finding finding) {
        return finding.kind() != EffectReconciler.Kind.UNKNOWN
                && ledger.settle(doubt.key(), doubt.callId(), finding.answer(), ttl);
    }
}
