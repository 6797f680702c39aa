package dev.guardedtool.fault;

import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.FaultPolicy;

/** The guard's own classifiers. */
public final class ErrorClassifiers {

    private ErrorClassifiers() {}

    /** The classifier that the policies ask for. */
    public static ErrorClassifier of(FaultPolicy faults, EffectPolicy effects) {
        return switch (faults.errorClasses()) {
            case EXPLICIT -> new ExplicitClassifier(effects.safeExceptions());
            case SUBSTRING -> new SubstringClassifier(effects.safeExceptions());
        };
    }
}
