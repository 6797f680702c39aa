package dev.guardedtool.testing;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A check that refuses some calls, for no reason of its own. */
public record Refusing(int order, Predicate<CallView> which) implements GuardCheck {

    /** The code of its refusals. */
    public static final String CODE = "refusing";

    @Override
    public @Nullable Decision check(CallView call) {
        return which.test(call) ? Decision.block(Explanation.of(() -> CODE)) : null;
    }
}
