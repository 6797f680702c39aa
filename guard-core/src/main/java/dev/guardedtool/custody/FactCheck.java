package dev.guardedtool.custody;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.FactRequirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Was every value that has to be proven? */
record FactCheck(FactStore store, Provers provers) implements GuardCheck {

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
        for (FactRequirement requirement : call.spec().custody().requires()) {
            if (proofs(call, requirement) == null) {
                return refusal(requirement);
            }
        }
        return null;
    }

    Decision refusal(FactRequirement requirement) {
        return Decision.block(Explanation.of(GuardReason.MISSING_FACT)
                .detail(requirement.argument() + " holds no verified " + requirement.kind() + ": "
                        + provers.advice(requirement)));
    }

    /** For each value the fact that proves it, or null if one of them is absent, empty, an object or not proven. */
    @Nullable
    Set<FactKey> proofs(CallView call, FactRequirement requirement) {
        ArgumentValues values = ArgumentValues.at(call.arguments(), requirement.path());
        if (!values.complete() || !values.plain() || values.tooMany()) {
            return null;
        }
        List<Set<FactKey>> each = new ArrayList<>();
        Set<FactKey> wanted = new LinkedHashSet<>();
        for (Object value : values.found()) {
            Set<FactKey> any = FactKeys.any(call, requirement.kind(), value);
            each.add(any);
            wanted.addAll(any);
        }
        Set<FactKey> found = store.find(wanted);
        Set<FactKey> proofs = new LinkedHashSet<>();
        for (Set<FactKey> any : each) {
            FactKey proof = any.stream().filter(found::contains).findFirst().orElse(null);
            if (proof == null) {
                return null;
            }
            proofs.add(proof);
        }
        return proofs;
    }
}
