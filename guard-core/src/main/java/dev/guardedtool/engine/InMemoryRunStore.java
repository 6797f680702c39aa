package dev.guardedtool.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Snapshots of one process, in memory. A restart forgets them. */
public final class InMemoryRunStore implements RunStore {

    private final int maxEntries;
    private final Duration keep;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Kept> runs = new HashMap<>();

    private record Kept(RunSnapshot snapshot, Instant until) {}

    /**
     * An empty store.
     *
     * @param maxEntries how many snapshots it keeps
     * @param keep for how long it keeps each
     * @param clock tells when that is over
     */
    public InMemoryRunStore(int maxEntries, Duration keep, Clock clock) {
        this.maxEntries = maxEntries;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public void save(RunSnapshot snapshot) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (runs.size() >= maxEntries && !runs.containsKey(snapshot.runId())) {
                runs.values().removeIf(kept -> !kept.until.isAfter(now));
                if (runs.size() >= maxEntries) {
                    throw new RunStoreFullException(runs.size());
                }
            }
            runs.put(snapshot.runId(), new Kept(snapshot, now.plus(keep)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<RunSnapshot> find(String runId) {
        lock.lock();
        try {
            return live(runs.get(runId));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<RunSnapshot> take(String runId) {
        lock.lock();
        try {
            return live(runs.remove(runId));
        } finally {
            lock.unlock();
        }
    }

    private Optional<RunSnapshot> live(@Nullable Kept kept) {
        return kept != null && kept.until.isAfter(clock.instant()) ? Optional.of(kept.snapshot) : Optional.empty();
    }
}
