package dev.guardedtool.check;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Beats of a daemon thread, which there is only while there is something to wait for. */
final class DaemonHeartbeat implements Heartbeat {

    private static final int IDLE_SECONDS = 30;
    private static final int PATIENCE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor;

    DaemonHeartbeat(String name) {
        executor = new ScheduledThreadPoolExecutor(
                1,
                beat -> {
                    Thread thread = new Thread(beat, name);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void after(Duration pause, Runnable beat) {
        executor.schedule(beat, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    @SuppressWarnings("ResultOfMethodCallIgnored")
    public void stop() {
        executor.shutdown();
        try {
            executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
