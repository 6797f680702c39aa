package dev.guardedtool.engine;

import dev.guardedtool.GuardTexts;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.TextCheck;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.check.UserTextListener;
import dev.guardedtool.execution.ToolThreads;
import dev.guardedtool.fault.ErrorClassifiers;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolSpec;
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
        ToolThreads threads,
        List<GuardModule> modules,
        List<OutcomeListener> sharedListeners,
        List<OutcomeListener> localListeners,
        List<TextCheck> textChecks,
        List<RoundCheck> roundChecks,
        List<UsageListener> usageListeners,
        List<UserTextListener> userTextListeners,
        List<RunState<?>> states,
        Announcer announcer,
        Observers observers) {

    /** What a call came to that threw; what the tool's own list of safe exceptions says is added to what all say. */
    ToolResult resultOf(ToolSpec spec, Throwable failure) {
        ToolResult result = errors.resultOf(failure);
        boolean open = result.effectExecuted() == null;
        return open && ErrorClassifiers.surelyNot(failure, spec.effects().safeExceptions())
                ? result.withEffectExecuted(false)
                : result;
    }

    String keyId() {
        return fingerprints.keyId().hex();
    }

    boolean observed() {
        return announcer.observed();
    }
}
