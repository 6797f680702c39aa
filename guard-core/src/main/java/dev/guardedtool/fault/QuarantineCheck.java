package dev.guardedtool.fault;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.check.Quarantine;
import org.jspecify.annotations.Nullable;

/** Is the tool out of use in this run? */
record QuarantineCheck() implements GuardCheck {

    @Override
    public int order() {
        return Phase.LIMITS.at(50);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        String why = call.run().state(Quarantine.STATE).why(call.tool());
        return why == null
                ? null
                : Decision.rewrite(Explanation.of(GuardReason.TOOL_QUARANTINED).detail(why));
    }
}
