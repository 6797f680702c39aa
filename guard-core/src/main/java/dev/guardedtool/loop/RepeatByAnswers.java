package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.check.CallView;
import dev.guardedtool.policy.LoopPolicy.Repeat;
import org.jspecify.annotations.Nullable;

/**
 * Calls with the same arguments whose answers did not change either. A successful write is repeated in vain when nothing
 * has succeeded since; any other call when it came back alike the times before, within the window and without a
 * successful write in between. It is served if its answer is at hand; otherwise it runs, up to the poll limit.
 */
record RepeatByAnswers(Repeat policy) implements RepeatRule {

    @Override
    public @Nullable Decision answer(CallView call) {
        LoopState state = LoopState.of(call);
        KnownCall known = state.known(call);
        if (known == null || !known.ok() || !inVain(call, known, state)) {
            return null;
        }
        return known.serve(call, known.alike(state.calls().world()) + 1);
    }

    @Override
    public @Nullable Decision refuse(CallView call) {
        LoopState state = LoopState.of(call);
        KnownCall known = state.known(call);
        if (known == null) {
            return null;
        }
        int alike = known.alike(state.calls().world());
        return alike >= policy.pollLimit() && inVain(call, known, state) ? RepeatRule.block(alike + 1) : null;
    }

    private boolean inVain(CallView call, KnownCall known, LoopState state) {
        if (call.effect() == Effect.ONCE) {
            return false;
        }
        World world = state.calls().world();
        if (known.wrote()) {
            return known.isLastSuccess(world);
        }
        int before = Math.max(1, policy.threshold() - 1);
        return known.alike(world) >= before && state.history().count(state.key(call), policy.window()) >= before;
    }
}
