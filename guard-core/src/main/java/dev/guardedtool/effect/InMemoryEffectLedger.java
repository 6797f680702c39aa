package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.signature.Fingerprint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<EffectKey, Entry> records = new LinkedHashMap<>();
    private final Expiries<Entry> expiries = new Expiries<>();

    private static final class Entry {

        EffectRecord record;

        Entry(EffectRecord record) {
            this.record = record;
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
            Entry entry = new Entry(EffectRecord.reserved(key, arguments, callId, owner, end(lease)));
            Entry known = records.putIfAbsent(key, entry);
            EffectRecord live = known == null ? null : live(known);
            if (live != null) {
                return Optional.of(live);
            }
            if (known != null) {
                records.remove(key);
                records.put(key, entry);
            } else if (records.size() > maxEntries) {
                records.remove(key);
                throw new LedgerFullException(records.size());
            }
            return Optional.empty();
        });
    }

    private @Nullable Instant end(@Nullable Duration duration) {
        return duration == null ? null : clock.instant().plus(duration);
    }

    private @Nullable EffectRecord live(EffectKey key) {
        Entry known = records.get(key);
        EffectRecord live = known == null ? null : live(known);
        if (known != null && live == null) {
            records.remove(key);
        }
        return live;
    }

    private @Nullable EffectRecord live(Entry entry) {
        EffectRecord record = entry.record;
        return record.expires() == null ? record : record.at(clock.instant());
    }

    private void forgetExpired() {
        if (expiries.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Entry due = expiries.poll(now); due != null; due = expiries.poll(now)) {
            if (due.record.forgottenAt(now)) {
                records.remove(due.record.key(), due);
            }
        }
    }

    @Override
    public int renew(String owner) {
        return locked(() -> {
            Instant end = end(lease);
            int renewed = 0;
            for (Entry entry : records.values()) {
                EffectRecord record = entry.record;
                if (record.state() == EffectState.RESERVED && record.owner().equals(owner)) {
                    entry.record = record.renewed(end);
                    renewed++;
                }
            }
            return renewed;
        });
    }

    @Override
    public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
        return locked(() -> {
            Entry known = records.get(key);
            if (known == null || !known.record.callId().equals(callId)) {
                return false;
            }
            if (known.record.state() != EffectState.EXECUTED) {
                set(known, known.record.executed(answer, end(ttl)));
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
            Entry known = records.get(key);
            if (known != null && known.record.callId().equals(callId) && known.record.state() != EffectState.EXECUTED) {
                set(known, change.of(known.record));
            }
            return true;
        });
    }

    private void set(Entry entry, @Nullable EffectRecord record) {
        if (record == null) {
            records.remove(entry.record.key());
        } else {
            entry.record = record;
            expires(entry);
        }
        changed.signalAll();
    }

    private void expires(Entry entry) {
        Instant expiry = entry.record.expires();
        if (expiry != null && entry.record.state() == EffectState.EXECUTED) {
            expiries.add(expiry, entry);
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
                    .map(entry -> entry.record.at(now))
                    .filter(record -> record != null && record.state() == EffectState.UNKNOWN)
                    .limit(limit)
                    .toList();
        });
    }

    @Override
    public boolean settle(EffectKey key, String callId, @Nullable ToolResult answer, @Nullable Duration ttl) {
        return locked(() -> {
            Entry known = records.get(key);
            EffectRecord record = known == null ? null : live(known);
            if (known == null
                    || record == null
                    || record.state() != EffectState.UNKNOWN
                    || !record.callId().equals(callId)) {
                return false;
            }
            set(known, answer == null ? null : record.executed(answer, end(ttl)));
            return true;
        });
    }

    /** All that is known, oldest first. */
    List<EffectRecord> all() {
        return locked(() -> records.values().stream().map(entry -> entry.record).toList());
    }

    /** Puts back what was known elsewhere. */
    void restore(EffectRecord record) {
        locked(() -> {
            Entry entry = new Entry(record);
            expires(entry);
            return records.put(record.key(), entry);
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
