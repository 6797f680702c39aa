package dev.guardedtool.loop;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Reservation;

/** Enters calls that may run into the history, and takes those out that do not run after all. */
final class CallRecording implements Reservation {

    @Override
    public void reserve(CallView call) {
        LoopState state = LoopState.of(call);
        CallKey key = state.key(call);
        state.history().add(key, call);
        state.steps().add(key, call);
    }

    @Override
    public void release(CallView call) {
        LoopState state = LoopState.of(call);
        state.history().remove(call);
        state.steps().remove(call);
        state.forget(call);
    }

    @Override
    public void abandon(CallView call) {
        LoopState state = LoopState.of(call);
        state.history().settle(call);
        state.steps().settle(call);
        state.forget(call);
    }
}
