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

    private static final long FIRST_PAUSE = Duration.ofMillis(25).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(500).toNanos();

    private final ConcurrentMap<String, CountDownLatch> awaited = new ConcurrentHashMap<>();

    /** To be told when this process changed an effect, or heard that another one did. */
    public void changed(String id) {
        CountDownLatch latch = awaited.remove(id);
        if (latch != null) {
            latch.countDown();
        }
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
        long pause = FIRST_PAUSE;
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
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    /** Waits for the change, but no longer than that. Others who wait for the same are woken as well and look again. */
    private void await(String id, CountDownLatch next, long nanos) throws InterruptedException {
        if (!next.await(nanos, TimeUnit.NANOSECONDS) && awaited.remove(id, next)) {
            next.countDown();
        }
    }
}
