package dev.guardedtool.effect;

import dev.guardedtool.check.Heartbeat;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a ledger that outlives this process informed: that the owner of what is reserved is alive, and what became of
 * effects while the ledger could not be reached. Nothing runs while nothing is held. Thread-safe.
 */
final class Leases {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private static final int MOST_DEBTS = 10_000;
    private static final int BEATS_PER_LEASE = 3;

    private final EffectLedger ledger;
    private final String owner;
    private final @Nullable Duration lease;
    private final Heartbeat heartbeat;
    private final Set<String> held;
    private final Queue<Debt> debts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger owed = new AtomicInteger();
    private final AtomicBoolean beating = new AtomicBoolean();
    private final AtomicLong attempts = new AtomicLong();
    private volatile boolean closed;

    /** What is to be told to the ledger once it can be reached again. */
    private record Debt(String callId, Runnable telling) {}

    Leases(EffectLedger ledger, String owner, Heartbeat heartbeat) {
        this.ledger = ledger;
        this.owner = owner;
        this.lease = ledger.lease();
        this.held = lease == null ? Set.of() : ConcurrentHashMap.newKeySet();
        this.heartbeat = heartbeat;
    }

    /** For a ledger that lives no longer than this process. */
    static Leases none(EffectLedger ledger) {
        return new Leases(ledger, "", (pause, beat) -> {});
    }

    String owner() {
        return owner;
    }

    EffectLedger ledger() {
        return ledger;
    }

    /** Names one more attempt of a call, which no other attempt of any process has. */
    String attempt() {
        return owner + "." + Long.toString(attempts.incrementAndGet(), Character.MAX_RADIX);
    }

    void begin(String callId) {
        if (lease != null) {
            held.add(callId);
            beat();
        }
    }

    private void end(String callId) {
        if (lease != null) {
            held.remove(callId);
        }
    }

    /** Tells the ledger now, or as soon as it can be reached; until then the lease is kept. */
    void tell(String callId, Runnable telling) {
        try {
            telling.run();
            end(callId);
        } catch (RuntimeException e) {
            if (lease == null) {
                throw e;
            }
            if (closed) {
                log.error("The ledger could not be told what became of an effect, which will be in doubt", e);
            } else {
                log.warn("The ledger could not be told what became of an effect; it will be tried again", e);
                owe(new Debt(callId, telling));
            }
        }
    }

    private void owe(Debt debt) {
        begin(debt.callId);
        if (owed.get() < MOST_DEBTS) {
            owed.incrementAndGet();
            debts.add(debt);
        } else {
            log.error("Too much waits for the ledger: an effect will be in doubt");
        }
    }

    private void beat() {
        if (lease != null && !closed && !held.isEmpty() && beating.compareAndSet(false, true)) {
            heartbeat.after(lease.dividedBy(BEATS_PER_LEASE), this::pulse);
        }
    }

    private void pulse() {
        try {
            payDebts();
            if (!closed && !held.isEmpty()) {
                ledger.renew(owner);
            }
        } catch (RuntimeException e) {
            log.warn("The ledger could not be told that this process is alive", e);
        } finally {
            beating.set(false);
            beat();
        }
    }

    /** Nothing is renewed from now on, and what the ledger could not be told is told a last time. */
    void close() {
        closed = true;
        heartbeat.stop();
        try {
            payDebts();
        } catch (RuntimeException e) {
            log.error("The ledger could not be told what became of {} effects, which will be in doubt", owed, e);
        }
    }

    /** A debt that cannot be paid goes behind the others, lest it keep them from being paid. */
    private void payDebts() {
        for (Debt debt = debts.poll(); debt != null; debt = debts.poll()) {
            try {
                debt.telling.run();
            } catch (RuntimeException e) {
                debts.add(debt);
                throw e;
            }
            owed.decrementAndGet();
            end(debt.callId);
        }
    }
}
