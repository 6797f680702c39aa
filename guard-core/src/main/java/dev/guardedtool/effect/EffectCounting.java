package dev.guardedtool.effect;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;

/** Counts the effects of a run. */
record EffectCounting() implements OutcomeListener {

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        if (call.effect().changes() && !outcome.cached() && outcome.effect() == EffectStatus.HAPPENED) {
            call.run().state(EffectCounts.STATE).execute(call.tool());
        }
    }
}
