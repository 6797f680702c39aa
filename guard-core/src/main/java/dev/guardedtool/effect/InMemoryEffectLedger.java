package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.signature.Fingerprint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers effects in memory. A restart forgets them; use a shared store where that matters. */
public final class InMemoryEffectLedger implements EffectLedger {

    private final int maxEntries;
    private final Clock clock;
    private final @Nullable Duration lease;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<EffectKey, EffectRecord> records = new LinkedHashMap<>();
    private final PriorityQueue<Expiry> expiries = new PriorityQueue<>();

    /** When it is worth looking whether an effect can be forgotten. */
    private record Expiry(Instant at, EffectKey key) implements Comparable<Expiry> {

        @Override
        public int compareTo(Expiry other) {
            return at.compareTo(other.at);
        }
    }

    /**
     * An empty ledger.
     *
     * @param maxEntries how many effects it remembers
     * @param clock tells when an effect is forgotten
     */
    public InMemoryEffectLedger(int maxEntries, Clock clock) {
        this(maxEntries, clock, null);
    }

    InMemoryEffectLedger(int maxEntries, Clock clock, @Nullable Duration lease) {
        this.maxEntries = maxEntries;
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public @Nullable Duration lease() {
        return lease;
    }

    @Override
    public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner) {
        return locked(() -> {
            forgetExpired();
            EffectRecord known = live(key);
            if (known != null) {
                return Optional.of(known);
            }
            if (records.size() >= maxEntries) {
                throw new LedgerFullException(records.size());
            }
            records.put(key, EffectRecord.reserved(key, arguments, callId, owner, end(lease)));
            return Optional.empty();
        });
    }

    private @Nullable Instant end(@Nullable Duration duration) {
        return duration == null ? null : clock.instant().plus(duration);
    }

    private @Nullable EffectRecord live(EffectKey key) {
        EffectRecord known = records.get(key);
        if (known == null || known.expires() == null) {
            return known;
        }
        EffectRecord now = known.at(clock.instant());
        if (now == null) {
            records.remove(key);
        }
        return now;
    }

    private void forgetExpired() {
        if (expiries.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Expiry next = expiries.peek(); next != null && !next.at().isAfter(now); next = expiries.peek()) {
            expiries.remove();
            EffectRecord record = records.get(next.key());
            if (record != null && record.forgottenAt(now)) {
                records.remove(next.key());
            }
        }
    }

    @Override
    public int renew(String owner) {
        return locked(() -> {
            Instant end = end(lease);
            int renewed = 0;
            for (Map.Entry<EffectKey, EffectRecord> entry : records.entrySet()) {
                EffectRecord record = entry.getValue();
                if (record.state() == EffectState.RESERVED && record.owner().equals(owner)) {
                    entry.setValue(record.renewed(end));
                    renewed++;
                }
            }
            return renewed;
        });
    }

    @Override
    public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
        return locked(() -> {
            EffectRecord known = records.get(key);
            if (known == null || !known.callId().equals(callId)) {
                return false;
            }
            if (known.state() != EffectState.EXECUTED) {
                put(key, known.executed(answer, end(ttl)));
            }
            return true;
        });
    }

    @Override
    public void release(EffectKey key, String callId) {
        change(key, callId, record -> null);
    }

    @Override
    public void markUnknown(EffectKey key, String callId) {
        change(key, callId, EffectRecord::unknown);
    }

    private interface Change {

        @Nullable
        EffectRecord of(EffectRecord record);
    }

    private void change(EffectKey key, String callId, Change change) {
        locked(() -> {
            EffectRecord known = records.get(key);
            if (known != null && known.callId().equals(callId) && known.state() != EffectState.EXECUTED) {
                put(key, change.of(known));
            }
            return true;
        });
    }

    private void put(EffectKey key, @Nullable EffectRecord record) {
        if (record == null) {
            records.remove(key);
        } else {
            records.put(key, record);
            expires(record);
        }
        changed.signalAll();
    }

    private void expires(EffectRecord record) {
        Instant expiry = record.expires();
        if (expiry != null && record.state() == EffectState.EXECUTED) {
            expiries.add(new Expiry(expiry, record.key()));
        }
    }

    @Override
    public Optional<EffectRecord> find(EffectKey key) {
        return locked(() -> Optional.ofNullable(live(key)));
    }

    @Override
    public Optional<EffectRecord> await(EffectKey key, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            EffectRecord known = live(key);
            while (known != null && known.state() == EffectState.RESERVED && left > 0) {
                long pause = Math.min(left, untilLapsed(known));
                left += changed.awaitNanos(pause) - pause;
                known = live(key);
            }
            return Optional.ofNullable(known);
        } finally {
            lock.unlock();
        }
    }

    private long untilLapsed(EffectRecord reserved) {
        Instant lapses = reserved.expires();
        return lapses == null
                ? Long.MAX_VALUE
                : Duration.between(clock.instant(), lapses).toNanos();
    }

    @Override
    public List<EffectRecord> inDoubt(int limit) {
        return locked(() -> {
            Instant now = clock.instant();
            return records.values().stream()
                    .map(record -> record.at(now))
                    .filter(record -> record != null && record.state() == EffectState.UNKNOWN)
                    .limit(limit)
                    .toList();
        });
    }

    @Override
    public boolean settle(EffectKey key, String callId, @Nullable ToolResult answer, @Nullable Duration ttl) {
        return locked(() -> {
            EffectRecord known = live(key);
            if (known == null
                    || known.state() != EffectState.UNKNOWN
                    || !known.callId().equals(callId)) {
                return false;
            }
            put(key, answer == null ? null : known.executed(answer, end(ttl)));
            return true;
        });
    }

    /** All that is known, oldest first. */
    List<EffectRecord> all() {
        return locked(() -> new ArrayList<>(records.values()));
    }

    /** Puts back what was known elsewhere. */
    void restore(EffectRecord record) {
        locked(() -> {
            expires(record);
            return records.put(record.key(), record);
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
