package dev.guardedtool.signature;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few reusable objects, found by thread without belonging to one: virtual threads come and go too fast for thread
 * locals. Lock-free; a taker that finds its slot empty makes a new object, and the last one given back stays.
 */
final class Slots<T> {

    /** References that fill a cache line, so that neighbours do not slow each other down. */
    private static final int STRIDE = 16;

    private final AtomicReferenceArray<@Nullable T> slots;

    private final int mask;

    Slots() {
        int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
        int count = Integer.highestOneBit(processors * 4 - 1) * 2;
        slots = new AtomicReferenceArray<>(count * STRIDE);
        mask = count - 1;
    }

    @Nullable
    T take() {
        return slots.getAndSet(slot(), null);
    }

    void give(T object) {
        slots.setRelease(slot(), object);
    }

    private int slot() {
        return ((int) Thread.currentThread().getId() & mask) * STRIDE;
    }
}
