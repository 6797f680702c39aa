package dev.guardedtool.access;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.policy.AccessPolicy;
import java.util.List;

/** The questions that need nothing but the call and the policy. */
public final class AccessModule implements GuardModule {

    private final List<GuardCheck> checks;

    /** The questions under that policy. */
    public AccessModule(AccessPolicy policy) {
        this.checks =
                List.of(new AvailabilityCheck(policy), new PolicyCheck(), new ArgumentCheck(policy.emptyIsMissing()));
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public List<GuardCheck> checks() {
        return checks;
    }
}
