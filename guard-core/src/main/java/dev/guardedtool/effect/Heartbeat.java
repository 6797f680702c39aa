package dev.guardedtool.effect;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs something once, later. */
@FunctionalInterface
interface Heartbeat {

    void after(Duration pause, Runnable beat);

    /** Beats of a thread that ends when it has had nothing to do for a while. */
    @SuppressWarnings("FutureReturnValueIgnored")
    static Heartbeat daemon() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, beat -> {
            Thread thread = new Thread(beat, "guard-leases");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(30, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return (pause, beat) -> executor.schedule(beat, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
