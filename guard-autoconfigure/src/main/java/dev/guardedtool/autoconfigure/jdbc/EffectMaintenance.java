package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.effect.Reconciliation;
import dev.guardedtool.store.jdbc.JdbcEffectLedger;
import dev.guardedtool.store.jdbc.JdbcTasks;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks reconcilers about effects in doubt and removes what is forgotten, every so often and in one instance at a time.
 */
final class EffectMaintenance implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EffectMaintenance.class);

    private static final String TASK = "effects";
    private static final int DOUBTS = 100;
    private static final int BATCH = 1_000;

    private final JdbcEffectLedger ledger;
    private final Reconciliation reconciliation;
    private final JdbcTasks tasks;
    private final Duration interval;
    private volatile @Nullable ScheduledThreadPoolExecutor executor;

    EffectMaintenance(JdbcEffectLedger ledger, Reconciliation reconciliation, JdbcTasks tasks, Duration interval) {
        this.ledger = ledger;
        this.reconciliation = reconciliation;
        this.tasks = tasks;
        this.interval = interval;
    }

    /** Does what is due, if it is for this instance to do. */
    void run() {
        try {
            if (tasks.take(TASK, interval)) {
                int settled = reconciliation.run(DOUBTS);
                long removed = ledger.removeExpired(BATCH);
                log.debug("{} effects in doubt were settled, {} forgotten ones removed", settled, removed);
            }
        } catch (RuntimeException e) {
            log.warn("The guard's effects could not be looked after; it is tried again", e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public synchronized void start() {
        if (executor == null) {
            ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, work -> {
                Thread thread = new Thread(work, "guard-effects");
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
