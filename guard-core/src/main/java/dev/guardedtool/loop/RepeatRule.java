package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.policy.LoopPolicy.Repeat;
import dev.guardedtool.policy.LoopPolicy.RepeatJudgement;
import org.jspecify.annotations.Nullable;

/** When a repeated call is a loop, and what becomes of it. */
interface RepeatRule {

    /** The known answer to a call that is a loop, or null. */
    @Nullable
    Decision answer(CallView call);

    /** The refusal of a call that is a loop and has no answer to be served, or null. */
    @Nullable
    Decision refuse(CallView call);

    static RepeatRule of(Repeat policy) {
        return policy.judgement() == RepeatJudgement.ARGUMENTS
                ? new RepeatByArguments(policy)
                : new RepeatByAnswers(policy);
    }

    static Decision block(int occurrence) {
        return Decision.block(Explanation.of(GuardReason.IDENTICAL_TOOLCALL_LOOP)
                .figure("occurrence", occurrence)
                .retryable(null));
    }
}
