package dev.guardedtool.access;

import dev.guardedtool.Availability;
import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.AccessPolicy;
import org.jspecify.annotations.Nullable;

/** Was the model offered this tool? A name that it was not offered may have been put into its mouth. */
record AvailabilityCheck(AccessPolicy policy) implements GuardCheck {

    private static final Decision UNKNOWN = Decision.block(Explanation.of(GuardReason.TOOL_UNKNOWN));
    private static final Decision UNADVERTISED = Decision.block(Explanation.of(GuardReason.TOOL_UNADVERTISED));

    @Override
    public int order() {
        return Phase.ACCESS.at(0);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        Availability availability = call.call().availability();
        if (availability == Availability.UNKNOWN) {
            return UNKNOWN;
        }
        return availability == Availability.UNADVERTISED && policy.refuseUnadvertised() ? UNADVERTISED : null;
    }
}
