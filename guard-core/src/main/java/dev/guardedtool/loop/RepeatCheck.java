package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import org.jspecify.annotations.Nullable;

/** Is this a repeated call that has nothing new to bring? */
record RepeatCheck(RepeatRule rule) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LOOPS.at(0);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        return rule.refuse(call);
    }
}
