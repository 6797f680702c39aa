package dev.guardedtool.replay;

import org.jspecify.annotations.Nullable;

/** What a recording says of how its run ended. */
public enum Verdict {

    /** The run reached its goal. */
    SUCCESSFUL,

    /** The run did not reach its goal. */
    FAILED,

    /** Nobody judged the run. */
    UNJUDGED;

    static Verdict of(@Nullable Boolean success) {
        if (success == null) {
            return UNJUDGED;
        }
        return success ? SUCCESSFUL : FAILED;
    }
}
