package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import org.jspecify.annotations.Nullable;

/** Is this a repeated call whose answer is at hand? */
record KnownAnswerCheck(RepeatRule rule) implements GuardCheck {

    @Override
    public int order() {
        return Phase.ANSWERS.at(100);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        return rule.answer(call);
    }
}
