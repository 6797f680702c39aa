package dev.guardedtool.custody;

import dev.guardedtool.Decision;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.FactRequirement;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Uses up the facts that are good for one call. They are taken late in the chain, given back when a later check refuses,
 * and given back when the call turns out to have had no effect.
 */
final class FactUse implements GuardCheck, OutcomeListener {

    private final FactStore store;
    private final FactCheck facts;
    private final String owner;
    private final AtomicLong number = new AtomicLong();

    /**
     * Uses up facts of that store.
     *
     * @param owner begins the names of calls, since models may give several calls one id; no other process has the same
     */
    FactUse(FactStore store, FactCheck facts, String owner) {
        this.store = store;
        this.facts = facts;
        this.owner = owner;
    }

    @Override
    public int order() {
        return Phase.LIMITS.at(300);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public boolean concerns(CallView call) {
        for (FactRequirement requirement : call.spec().custody().requires()) {
            if (requirement.consume()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        try {
            return use(call);
        } catch (FactStoreAwayException e) {
            return FactCheck.away(call, e);
        }
    }

    private @Nullable Decision use(CallView call) {
        Set<FactKey> used = new LinkedHashSet<>();
        FactRequirement last = null;
        for (FactRequirement requirement : call.spec().custody().requires()) {
            if (requirement.consume()) {
                Set<FactKey> proofs = facts.proofs(call, requirement);
                if (proofs == null) {
                    return facts.refusal(requirement);
                }
                used.addAll(proofs);
                last = requirement;
            }
        }
        FactClaim claim = new FactClaim(store, used, owner + '-' + number.incrementAndGet());
        if (last != null && !consumed(used, claim)) {
            return facts.refusal(last);
        }
        call.hold(claim);
        return null;
    }

    private boolean consumed(Set<FactKey> used, FactClaim claim) {
        try {
            return store.consume(used, claim.owner());
        } catch (RuntimeException e) {
            throw new FactStoreAwayException(e);
        }
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        FactClaim claim = call.held(FactClaim.class);
        if (claim != null && !outcome.cached() && outcome.effect() == EffectStatus.DID_NOT_HAPPEN) {
            claim.release();
        }
    }
}
