package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.check.Quarantine;
import dev.guardedtool.policy.LoopPolicy.Jitter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Was the same asked in other words? Every question is remembered, whatever becomes of its call. */
record JitterCheck(Jitter policy, JitterRule rule, boolean quarantines) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LOOPS.at(50);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        List<String> arguments = call.spec().repeats().queryArgs();
        for (int i = 0; i < arguments.size(); i++) {
            String text = call.arguments().text(arguments.get(i));
            if (text != null && !text.isBlank()) {
                return judge(call, rule.read(call, arguments.get(i), text));
            }
        }
        return null;
    }

    private @Nullable Decision judge(CallView call, Question question) {
        Questions questions = LoopState.of(call).questions();
        int similar = rule.similar(question, questions.of(call.tool()));
        questions.add(call.tool(), question);
        if (similar < policy.threshold()) {
            return null;
        }
        question.inVain();
        if (quarantines) {
            Quarantine.impose(call, GuardReason.ARG_JITTER_LOOP.code());
        }
        return Decision.rewrite(Explanation.of(GuardReason.ARG_JITTER_LOOP)
                .figure("similar", similar)
                .figure("threshold", policy.threshold()));
    }
}
