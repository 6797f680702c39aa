package dev.guardedtool.check;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs something once, later. */
@FunctionalInterface
public interface Heartbeat {

    /** Runs it when the pause is over. */
    void after(Duration pause, Runnable beat);

    /** Beats of a thread of that name, which ends when it has had nothing to do for a while. */
    @SuppressWarnings("FutureReturnValueIgnored")
    static Heartbeat daemon(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, beat -> {
            Thread thread = new Thread(beat, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(30, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return (pause, beat) -> executor.schedule(beat, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
