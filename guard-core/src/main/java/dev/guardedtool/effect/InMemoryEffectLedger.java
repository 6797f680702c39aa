package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.signature.Fingerprint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Effects of one process, in memory. A restart forgets them; use a shared store where that matters. */
public final class InMemoryEffectLedger implements EffectLedger {

    private final int maxEntries;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<EffectKey, EffectRecord> records = new LinkedHashMap<>();
    private @Nullable Instant firstExpiry;

    /**
     * An empty ledger.
     *
     * @param maxEntries how many effects it remembers
     * @param clock tells when an effect is forgotten
     */
    public InMemoryEffectLedger(int maxEntries, Clock clock) {
        this.maxEntries = maxEntries;
        this.clock = clock;
    }

    @Override
    public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId) {
        lock.lock();
        try {
            EffectRecord known = live(key);
            if (known != null) {
                return Optional.of(known);
            }
            makeRoom();
            records.put(key, new EffectRecord(key, arguments, EffectState.RESERVED, callId, null, null));
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable EffectRecord live(EffectKey key) {
        EffectRecord known = records.get(key);
        if (known != null && known.expires() != null && known.expiredAt(clock.instant())) {
            records.remove(key);
            return null;
        }
        return known;
    }

    /** A full ledger is searched for room no earlier than its first effect can have expired. */
    private void makeRoom() {
        if (records.size() < maxEntries) {
            return;
        }
        Instant now = clock.instant();
        if (firstExpiry != null && !firstExpiry.isAfter(now)) {
            records.values().removeIf(record -> record.expiredAt(now));
            firstExpiry = records.values().stream()
                    .map(EffectRecord::expires)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
        if (records.size() >= maxEntries) {
            throw new LedgerFullException(records.size());
        }
    }

    @Override
    public void complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
        Instant expires = ttl == null ? null : clock.instant().plus(ttl);
        change(key, callId, record -> record.executed(answer, expires));
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
        lock.lock();
        try {
            EffectRecord known = records.get(key);
            if (known != null && known.callId().equals(callId) && known.state() != EffectState.EXECUTED) {
                put(key, change.of(known));
            }
        } finally {
            lock.unlock();
        }
    }

    private void put(EffectKey key, @Nullable EffectRecord record) {
        if (record == null) {
            records.remove(key);
        } else {
            records.put(key, record);
            expires(record.expires());
        }
        changed.signalAll();
    }

    private void expires(@Nullable Instant expiry) {
        if (expiry != null && (firstExpiry == null || expiry.isBefore(firstExpiry))) {
            firstExpiry = expiry;
        }
    }

    @Override
    public Optional<EffectRecord> find(EffectKey key) {
        lock.lock();
        try {
            return Optional.ofNullable(live(key));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<EffectRecord> await(EffectKey key, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            EffectRecord known = live(key);
            while (known != null && known.state() == EffectState.RESERVED && left > 0) {
                left = changed.awaitNanos(left);
                known = live(key);
            }
            return Optional.ofNullable(known);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<EffectRecord> inDoubt(int limit) {
        lock.lock();
        try {
            return records.values().stream()
                    .filter(record -> record.state() == EffectState.UNKNOWN)
                    .limit(limit)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean settle(EffectKey key, @Nullable ToolResult answer) {
        lock.lock();
        try {
            EffectRecord known = records.get(key);
            if (known == null || known.state() != EffectState.UNKNOWN) {
                return false;
            }
            put(key, answer == null ? null : known.executed(answer, null));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** All that is known, oldest first. */
    List<EffectRecord> all() {
        lock.lock();
        try {
            return new ArrayList<>(records.values());
        } finally {
            lock.unlock();
        }
    }

    /** Puts back what was known elsewhere. */
    void restore(EffectRecord record) {
        lock.lock();
        try {
            records.put(record.key(), record);
        } finally {
            lock.unlock();
        }
    }
}
