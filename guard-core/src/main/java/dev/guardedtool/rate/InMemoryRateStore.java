package dev.guardedtool.rate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Rates of one process, in memory; a restart forgets them. What no longer counts is dropped as calls come in, so that
 * memory follows the calls of the last period, not those of ever.
 */
public final class InMemoryRateStore implements RateStore {

    private static final long NANOS = 1_000_000_000;

    private final int maxEntries;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** Logs of one period are in the order of their latest call, hence in the order in which they become empty. */
    private final Map<Duration, LinkedHashMap<RateKey, SlidingLog>> logs = new LinkedHashMap<>();

    private int entries;
    private long permits;

    /**
     * An empty store.
     *
     * @param maxEntries how many calls that still count it remembers, each once per limit
     * @param clock tells when a call counts no longer
     */
    public InMemoryRateStore(int maxEntries, Clock clock) {
        this.maxEntries = maxEntries;
        this.clock = clock;
    }

    @Override
    public RateAnswer acquire(List<RateRequest> limits) {
        lock.lock();
        try {
            long now = now();
            dropEmpty(now);
            RateAnswer.Refused refused = refused(limits, now);
            if (refused != null) {
                return refused;
            }
            if (entries > maxEntries - limits.size()) {
                throw new StoreFullException("rates", entries);
            }
            long permit = ++permits;
            limits.forEach(limit -> log(limit.key()).max(limit.max()).add(now, permit));
            entries += limits.size();
            return new RateAnswer.Granted(Long.toString(permit));
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    private void dropEmpty(long now) {
        for (LinkedHashMap<RateKey, SlidingLog> ofPeriod : logs.values()) {
            Iterator<SlidingLog> oldest = ofPeriod.values().iterator();
            while (oldest.hasNext()) {
                SlidingLog log = oldest.next();
                if (log.left(now) > 0) {
                    break;
                }
                entries -= log.size();
                oldest.remove();
            }
        }
    }

    private RateAnswer.@Nullable Refused refused(List<RateRequest> limits, long now) {
        RateRequest longest = null;
        long wait = 0;
        for (RateRequest limit : limits) {
            SlidingLog log = known(limit.key());
            if (log != null) {
                entries -= log.forget(now);
                long here = log.wait(limit.max(), now);
                if (here > wait) {
                    wait = here;
                    longest = limit;
                }
            }
        }
        return longest == null ? null : new RateAnswer.Refused(longest, Duration.ofNanos(wait));
    }

    private @Nullable SlidingLog known(RateKey key) {
        LinkedHashMap<RateKey, SlidingLog> ofPeriod = logs.get(key.period());
        return ofPeriod == null ? null : ofPeriod.get(key);
    }

    /** Being asked for its log makes a key the last of its period. */
    private SlidingLog log(RateKey key) {
        LinkedHashMap<RateKey, SlidingLog> ofPeriod =
                logs.computeIfAbsent(key.period(), period -> new LinkedHashMap<>());
        SlidingLog known = ofPeriod.remove(key);
        SlidingLog log = known != null ? known : new SlidingLog(key.period().toNanos());
        ofPeriod.put(key, log);
        return log;
    }

    @Override
    public void release(List<RateRequest> limits, String permit) {
        long number = Long.parseLong(permit);
        lock.lock();
        try {
            for (RateRequest limit : limits) {
                remove(limit.key(), number);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A log that nothing is left of must not wait for its turn: many calls could be given back within one period. */
    private void remove(RateKey key, long permit) {
        LinkedHashMap<RateKey, SlidingLog> ofPeriod = logs.get(key.period());
        if (ofPeriod == null) {
            return;
        }
        SlidingLog log = ofPeriod.get(key);
        if (log != null && log.remove(permit)) {
            entries--;
            if (log.size() == 0) {
                ofPeriod.remove(key);
            }
        }
    }

    @Override
    public List<RateUse> uses(int atMost) {
        List<RateUse> uses = new ArrayList<>();
        lock.lock();
        try {
            long now = now();
            logs.values()
                    .forEach(ofPeriod -> ofPeriod.forEach((key, log) -> {
                        entries -= log.forget(now);
                        if (log.size() > 0) {
                            uses.add(new RateUse(
                                    new RateRequest(key, log.max()),
                                    log.size(),
                                    Duration.ofNanos(log.wait(log.size(), now))));
                        }
                    }));
        } finally {
            lock.unlock();
        }
        uses.sort(Comparator.comparingInt(RateUse::used).reversed());
        return List.copyOf(uses.subList(0, Math.min(atMost, uses.size())));
    }
}
