package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.check.CallView;
import dev.guardedtool.policy.LoopPolicy.Repeat;
import org.jspecify.annotations.Nullable;

/** Reads with the same arguments, too often within the window: served if an answer is at hand, refused otherwise. */
record RepeatByArguments(Repeat policy) implements RepeatRule {

    @Override
    public @Nullable Decision answer(CallView call) {
        if (call.effect().changes()) {
            return null;
        }
        LoopState state = LoopState.of(call);
        int occurrence = occurrence(state, call);
        if (occurrence < policy.threshold()) {
            return null;
        }
        KnownCall known = state.known(call);
        return known == null ? null : known.serve(call, occurrence);
    }

    @Override
    public @Nullable Decision refuse(CallView call) {
        if (call.effect().changes()) {
            return null;
        }
        int occurrence = occurrence(LoopState.of(call), call);
        return occurrence < policy.threshold() ? null : RepeatRule.block(occurrence);
    }

    private int occurrence(LoopState state, CallView call) {
        return state.history().count(state.key(call), policy.window()) + 1;
    }
}
