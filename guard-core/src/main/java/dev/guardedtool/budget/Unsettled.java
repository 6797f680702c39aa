package dev.guardedtool.budget;

import dev.guardedtool.check.Heartbeat;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was spent while the store of budgets could not be reached. It is told as soon as the store can be, so that money
 * that was spent is counted in the end. Nothing runs while nothing is owed. Thread-safe.
 */
final class Unsettled {

    private static final Logger log = LoggerFactory.getLogger(Unsettled.class);

    private static final int MOST = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Heartbeat heartbeat;
    private final Queue<Runnable> debts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger owed = new AtomicInteger();
    private final AtomicBoolean beating = new AtomicBoolean();
    private volatile boolean closed;

    Unsettled(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** Tells the store now, or as soon as it can be reached. Telling twice must change nothing the second time. */
    void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            if (closed) {
                log.error("The store of budgets could not be told what was spent: it is not counted", e);
                return;
            }
            if (owed.incrementAndGet() > MOST) {
                owed.decrementAndGet();
                log.error("Too much waits for the store of budgets: something that was spent is not counted", e);
                return;
            }
            log.warn("The store of budgets could not be told what was spent; it will be tried again", e);
            debts.add(telling);
            beat();
        }
    }

    private void beat() {
        if (!closed && !debts.isEmpty() && beating.compareAndSet(false, true)) {
            heartbeat.after(PAUSE, this::pulse);
        }
    }

    private void pulse() {
        try {
            payAll();
        } catch (RuntimeException e) {
            log.warn("The store of budgets still cannot be told what was spent", e);
        } finally {
            beating.set(false);
            beat();
        }
    }

    /** What the store could not be told is told a last time. */
    void close() {
        closed = true;
        heartbeat.stop();
        try {
            payAll();
        } catch (RuntimeException e) {
            log.error("The store of budgets could not be told what {} calls spent: it is not counted", owed, e);
        }
    }

    private void payAll() {
        for (Runnable debt = debts.poll(); debt != null; debt = debts.poll()) {
            pay(debt);
        }
    }

    private void pay(Runnable debt) {
        try {
            debt.run();
        } catch (RuntimeException e) {
            debts.add(debt);
            throw e;
        }
        owed.decrementAndGet();
    }
}
