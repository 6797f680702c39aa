package dev.guardedtool.rate;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.check.Quarantine;
import org.jspecify.annotations.Nullable;

/** Has the run called this tool as often as it may? */
record CallLimitCheck(boolean quarantines) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LOOPS.at(100);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        Integer limit = call.spec().limits().maxCalls();
        if (limit == null) {
            return null;
        }
        int count = call.run().state(CallCounts.STATE).of(call.tool());
        if (count < limit) {
            return null;
        }
        if (quarantines) {
            Quarantine.impose(call, GuardReason.MAX_CALLS_PER_TOOL.code());
        }
        return Decision.rewrite(Explanation.of(GuardReason.MAX_CALLS_PER_TOOL)
                .figure("count", count)
                .figure("limit", limit));
    }
}
