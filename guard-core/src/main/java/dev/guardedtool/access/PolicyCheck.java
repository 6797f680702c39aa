package dev.guardedtool.access;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.ToolSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does the policy allow the tool, or does it want a person? */
record PolicyCheck() implements GuardCheck {

    private static final String NO_REASON = "tool_denied_by_policy";
    private static final String ROUTE = "human_approval";

    @Override
    public int order() {
        return Phase.ACCESS.at(100);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        ToolSpec spec = call.spec();
        return switch (spec.access()) {
            case ALLOW -> null;
            case DENY ->
                Decision.block(Explanation.of(GuardReason.POLICY_DENY)
                        .detail(spec.reason().isEmpty() ? NO_REASON : spec.reason()));
            case HUMAN ->
                new Decision.Escalate(
                        Explanation.of(GuardReason.POLICY_HUMAN_APPROVAL_REQUIRED),
                        new EscalationPacket(
                                ROUTE,
                                "The tool " + spec.tool() + " needs the consent of a person.",
                                List.of(),
                                List.of(ROUTE, "risk:" + spec.risk())));
        };
    }
}
