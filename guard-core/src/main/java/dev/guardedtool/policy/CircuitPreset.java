package dev.guardedtool.policy;

import static dev.guardedtool.policy.FailureKind.AUTH;
import static dev.guardedtool.policy.FailureKind.OVERLOADED;
import static dev.guardedtool.policy.FailureKind.THROTTLED;
import static dev.guardedtool.policy.FailureKind.TIMEOUT;
import static dev.guardedtool.policy.FailureKind.TRANSPORT;

/** Which kinds of failures speak against a dependency. */
public enum CircuitPreset {

    /** What says that it is not well. */
    DEFAULT,

    /** That, and what says that it does not want this caller. */
    STRICT,

    /** What says that it cannot be reached. */
    INFRA_ONLY;

    /** Whether failures of that kind count. */
    public boolean counts(FailureKind kind) {
        return kind == TRANSPORT
                || kind == TIMEOUT
                || (kind == OVERLOADED && this != INFRA_ONLY)
                || ((kind == AUTH || kind == THROTTLED) && this == STRICT);
    }
}
