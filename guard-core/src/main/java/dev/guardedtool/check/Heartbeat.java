package dev.guardedtool.check;

import java.time.Duration;

/** Runs something once, later. */
@FunctionalInterface
public interface Heartbeat {

    /** Runs it when the pause is over, unless this was stopped by then. */
    void after(Duration pause, Runnable beat);

    /** Nothing is begun any more; what runs at the moment is waited for, but not for long. */
    default void stop() {}

    /** Beats of a thread of that name, which ends when it has had nothing to do for a while. */
    static Heartbeat daemon(String name) {
        return new DaemonHeartbeat(name);
    }
}
