package dev.guardedtool.fault;

import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.FaultPolicy;
import java.util.Set;

/** The guard's own classifiers. */
public final class ErrorClassifiers {

    private ErrorClassifiers() {}

    /** Whether the failure is of those types all the way in, and so says that the effect did not happen. */
    public static boolean surelyNot(Throwable failure, Set<String> safeExceptions) {
        return !safeExceptions.isEmpty() && Failures.isSafe(Failures.chain(failure), safeExceptions);
    }

    /** The classifier that the policies ask for. */
    public static ErrorClassifier of(FaultPolicy faults, EffectPolicy effects) {
        return switch (faults.errorClasses()) {
            case EXPLICIT -> new ExplicitClassifier(effects.safeExceptions());
            case SUBSTRING -> new SubstringClassifier(effects.safeExceptions());
        };
    }
}
