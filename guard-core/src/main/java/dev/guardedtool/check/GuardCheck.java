package dev.guardedtool.check;

import dev.guardedtool.Decision;
import org.jspecify.annotations.Nullable;

/**
 * One question in the chain. The first decision that is not a hold wins; a hold is remembered and given when no later
 * check objects. A check is shared by all runs and thread-safe; what it remembers of a run it keeps in a
 * {@link RunState}. A check that throws refuses the call.
 */
public interface GuardCheck {

    /** Where in the chain, see {@link Phase#at}. Checks of equal order are asked in the order of their registration. */
    int order();

    /**
     * Whether the check looks at nothing but the call and the state of its run. Such checks are asked under the run's
     * lock, so that what they see holds until the reservations are made. Others may wait and do I/O; the lock is let go
     * for them. From {@link Phase#LOOPS} on they must come after all local ones.
     */
    default boolean local() {
        return true;
    }

    /**
     * Whether a check that is not local has anything to ask about that call; otherwise the lock is not let go for it.
     * Called under the lock: it must not wait.
     */
    default boolean concerns(CallView call) {
        return true;
    }

    /** The objection, or null if there is none. Never an allow. */
    @Nullable
    Decision check(CallView call);

    /**
     * Asks a local check of the phases {@link Phase#ANSWERS} and {@link Phase#LIMITS} anew, because the run changed
     * after it let the call pass. A check that counts being asked must not count it here.
     */
    default @Nullable Decision checkAgain(CallView call) {
        return check(call);
    }
}
