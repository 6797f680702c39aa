package dev.guardedtool.engine;

import dev.guardedtool.GuardTexts;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.TextCheck;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Fingerprints;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** What all runs of a guard share. */
record Core(
        GuardPolicy policy,
        Clock clock,
        Supplier<String> ids,
        Fingerprints fingerprints,
        ArgumentReader reader,
        ToolSpecs specs,
        ErrorClassifier errors,
        GuardTexts texts,
        Chain chain,
        List<GuardModule> modules,
        List<OutcomeListener> sharedListeners,
        List<OutcomeListener> localListeners,
        List<TextCheck> textChecks,
        List<RoundCheck> roundChecks,
        List<UsageListener> usageListeners,
        List<RunState<?>> states,
        Announcer announcer,
        Observers observers) {

    String keyId() {
        return fingerprints.keyId().hex();
    }

    boolean observed() {
        return announcer.observed();
    }
}
