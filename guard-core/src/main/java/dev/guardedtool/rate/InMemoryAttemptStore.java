package dev.guardedtool.rate;

import dev.guardedtool.ToolName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Attempts in memory. Unless the application brings a store, each run has one of its own, which ends with the run and goes
 * into its snapshot.
 */
public final class InMemoryAttemptStore implements AttemptStore {

    private record Key(String runId, ToolName tool) {}

    private final int maxEntries;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, AttemptCount> counts = new HashMap<>();

    /**
     * An empty store.
     *
     * @param maxEntries of how many tools of runs it remembers the attempts
     */
    public InMemoryAttemptStore(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    @Override
    public Attempts increment(String runId, ToolName tool, int limit) {
        Key key = new Key(runId, tool);
        lock.lock();
        try {
            AttemptCount before = counts.getOrDefault(key, AttemptCount.NONE);
            if (counts.size() >= maxEntries && !counts.containsKey(key)) {
                throw new StoreFullException("attempts", counts.size());
            }
            AttemptCount after = before.asked(limit);
            counts.put(key, after);
            return new Attempts(after.granted() > before.granted(), after.used());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void decrement(String runId, ToolName tool) {
        Key key = new Key(runId, tool);
        lock.lock();
        try {
            counts.computeIfPresent(key, (known, count) -> {
                AttemptCount after = count.givenBack();
                return after.equals(AttemptCount.NONE) ? null : after;
            });
        } finally {
            lock.unlock();
        }
    }

    /** Tells all that is counted. */
    void each(Visitor visitor) {
        lock.lock();
        try {
            counts.forEach((key, count) -> visitor.visit(key.runId(), key.tool(), count));
        } finally {
            lock.unlock();
        }
    }

    /** Puts back what was counted elsewhere. */
    void restore(String runId, ToolName tool, AttemptCount count) {
        lock.lock();
        try {
            counts.put(new Key(runId, tool), count);
        } finally {
            lock.unlock();
        }
    }

    interface Visitor {

        void visit(String runId, ToolName tool, AttemptCount count);
    }
}
