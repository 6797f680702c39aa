package dev.guardedtool.autoconfigure.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks after a store every so often, each chore in one instance at a time. */
public final class StoreMaintenance implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StoreMaintenance.class);

    private final Turns turns;
    private final List<Chore> chores = new CopyOnWriteArrayList<>();
    private final Duration interval;
    private volatile @Nullable ScheduledThreadPoolExecutor executor;

    /** Says which instance does what is to be done once for all of them. */
    @FunctionalInterface
    public interface Turns {

        /** Whether the task is for this instance to do now; for that long it is for nobody then. */
        boolean take(String task, Duration pause);
    }

    /**
     * Something to be done from time to time.
     *
     * @param name the same in all instances, and that of no other chore
     */
    public record Chore(String name, Runnable work) {}

    /** Maintenance that begins with the application. */
    public StoreMaintenance(Turns turns, Duration interval) {
        this.turns = turns;
        this.interval = interval;
    }

    /** Does that as well from now on. */
    public void also(Chore chore) {
        chores.add(chore);
    }

    /** Does what is due, if it is for this instance to do. */
    public void run() {
        for (Chore chore : chores) {
            try {
                if (turns.take(chore.name, interval)) {
                    chore.work.run();
                }
            } catch (RuntimeException e) {
                log.warn("The guard's {} could not be looked after; it is tried again", chore.name, e);
            }
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public synchronized void start() {
        if (executor == null) {
            ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, work -> {
                Thread thread = new Thread(work, "guard-store");
                thread.setDaemon(true);
                return thread;
            });
            long nanos = interval.toNanos();
            started.scheduleWithFixedDelay(this::run, nanos, nanos, TimeUnit.NANOSECONDS);
            executor = started;
        }
    }

    @Override
    public synchronized void stop() {
        ScheduledThreadPoolExecutor running = executor;
        if (running != null) {
            running.shutdownNow();
            executor = null;
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}
