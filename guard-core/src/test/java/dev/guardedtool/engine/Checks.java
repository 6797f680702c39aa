package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks as an application would bring them. */
record Checks(int order, boolean local, Function<CallView, @Nullable Decision> answer) implements GuardCheck {

    static GuardCheck local(int order, Function<CallView, @Nullable Decision> answer) {
        return new Checks(order, true, answer);
    }

    static GuardCheck remote(int order, Function<CallView, @Nullable Decision> answer) {
        return new Checks(order, false, answer);
    }

    static Decision block(String code) {
        return Decision.block(Explanation.of(() -> code));
    }

    static Decision hold(String code) {
        return new Decision.Hold(Explanation.of(() -> code), "ticket-1");
    }

    @Override
    public @Nullable Decision check(CallView call) {
        return answer.apply(call);
    }
}
