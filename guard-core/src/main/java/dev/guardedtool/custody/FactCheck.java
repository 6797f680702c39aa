package dev.guardedtool.custody;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.FactRequirement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Was every value that has to be proven? */
record FactCheck(FactStore store, Provers provers) implements GuardCheck {

    private static final Logger log = LoggerFactory.getLogger(FactCheck.class);

    @Override
    public int order() {
        return Phase.ACCESS.at(300);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public boolean concerns(CallView call) {
        return !call.spec().custody().requires().isEmpty();
    }

    @Override
    public @Nullable Decision check(CallView call) {
        try {
            for (FactRequirement requirement : call.spec().custody().requires()) {
                if (proofs(call, requirement) == null) {
                    return refusal(requirement);
                }
            }
            return null;
        } catch (FactStoreAwayException e) {
            return away(call, e);
        }
    }

    /** What is decided where the store cannot be asked. */
    static @Nullable Decision away(CallView call, FactStoreAwayException failure) {
        log.warn("The facts for a call of {} could not be asked", call.tool(), failure);
        return call.passesErrors()
                ? null
                : Decision.block(
                        Explanation.of(GuardReason.FACT_STORE_UNAVAILABLE).retryable(null));
    }

    Decision refusal(FactRequirement requirement) {
        return Decision.block(Explanation.of(GuardReason.MISSING_FACT)
                .detail(requirement.argument() + " holds no verified " + requirement.kind() + ": "
                        + provers.advice(requirement)));
    }

    private Set<FactKey> held(Collection<FactKey> any) {
        try {
            return store.find(any);
        } catch (RuntimeException e) {
            throw new FactStoreAwayException(e);
        }
    }

    /**
     * For each value the fact that proves it, or null if one of them is absent, empty, an object or not proven.
     *
     * @throws FactStoreAwayException if the store cannot be asked
     */
    @Nullable
    Set<FactKey> proofs(CallView call, FactRequirement requirement) {
        ArgumentValues values = ArgumentValues.at(call.arguments(), requirement.path());
        if (!values.complete() || !values.plain() || values.tooMany()) {
            return null;
        }
        if (values.found().size() == 1) {
            List<FactKey> any =
                    FactKeys.any(call, requirement.kind(), values.found().get(0));
            FactKey proof = first(any, held(any));
            return proof == null ? null : Set.of(proof);
        }
        List<List<FactKey>> each = new ArrayList<>(values.found().size());
        for (Object value : values.found()) {
            each.add(FactKeys.any(call, requirement.kind(), value));
        }
        Set<FactKey> found = held(distinct(each));
        Set<FactKey> proofs = new LinkedHashSet<>();
        for (List<FactKey> any : each) {
            FactKey proof = first(any, found);
            if (proof == null) {
                return null;
            }
            proofs.add(proof);
        }
        return proofs;
    }

    private static Set<FactKey> distinct(List<List<FactKey>> each) {
        Set<FactKey> wanted = new LinkedHashSet<>();
        each.forEach(wanted::addAll);
        return wanted;
    }

    private static @Nullable FactKey first(List<FactKey> any, Set<FactKey> found) {
        for (FactKey key : any) {
            if (found.contains(key)) {
                return key;
            }
        }
        return null;
    }
}
