package dev.guardedtool.store;

import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Wakes those of this process who wait for an effect to change. Thread-safe. */
public final class Changes {

    private final ConcurrentMap<String, CountDownLatch> awaited = new ConcurrentHashMap<>();
    private final long firstPause;
    private final long longestPause;

    /** Who waits looks again after 25 milliseconds, then less and less often, and at least every half second. */
    public Changes() {
        this(Duration.ofMillis(25), Duration.ofMillis(500));
    }

    /**
     * Who waits looks again after such pauses.
     *
     * @param firstPause before the second look; each pause is twice as long as the one before
     * @param longestPause between two looks
     */
    public Changes(Duration firstPause, Duration longestPause) {
        this.firstPause = firstPause.toNanos();
        this.longestPause = longestPause.toNanos();
    }

    /** To be told when this process changed an effect, or heard that another one did. */
    public void changed(String id) {
        CountDownLatch latch = awaited.remove(id);
        if (latch != null) {
            latch.countDown();
        }
    }

    /** To be told when any effect may have changed unheard. */
    public void maybeAll() {
        awaited.keySet().forEach(this::changed);
    }

    /**
     * Waits until an effect is no longer being carried out. Looks again whenever it changed, and from time to time, since
     * it may have changed unheard.
     *
     * @param look what is known of the effect now
     * @return what is known then, or when the time is over; empty if the key is free
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<EffectRecord> await(String id, Duration atMost, Supplier<Optional<EffectRecord>> look)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long pause = firstPause;
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            CountDownLatch next = awaited.computeIfAbsent(id, any -> new CountDownLatch(1));
            Optional<EffectRecord> known = look.get();
            long left = end - System.nanoTime();
            if (known.isEmpty() || known.get().state() != EffectState.RESERVED || left <= 0) {
                return known;
            }
            await(id, next, Math.min(pause, left));
            pause = Math.min(2 * pause, longestPause);
        }
    }

    /** Waits for the change, but no longer than that. Others who wait for the same are woken as well and look again. */
    private void await(String id, CountDownLatch next, long nanos) throws InterruptedException {
        if (!next.await(nanos, TimeUnit.NANOSECONDS) && awaited.remove(id, next)) {
            next.countDown();
        }
    }
}
