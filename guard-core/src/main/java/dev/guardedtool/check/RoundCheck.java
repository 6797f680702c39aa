package dev.guardedtool.check;

import dev.guardedtool.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a model may be asked, and sets aside what it is expected to use. Usage listeners turn that into what was
 * used. Shared by all runs and thread-safe.
 */
public interface RoundCheck {

    /** Whether it touches nothing but the run's state and so is called under the run's lock. */
    default boolean local() {
        return true;
    }

    /** The objection, or null once what the round needs is set aside. */
    @Nullable
    Decision open(RoundView round);

    /** Gives back what was set aside: the model was not asked, or used nothing. */
    void release(RoundView round);
}
