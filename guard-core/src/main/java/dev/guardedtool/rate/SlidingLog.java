package dev.guardedtool.rate;

import java.util.Arrays;

/**
 * The moments that count, oldest first, each with the permit it was granted under. Arithmetic alone: no locks, no clock.
 * Times are nanoseconds since any one moment.
 */
final class SlidingLog {

    private static final int FIRST_CAPACITY = 2;

    private final long period;
    private long[] times = new long[FIRST_CAPACITY];
    private long[] permits = new long[FIRST_CAPACITY];
    private int size;
    private int max;

    SlidingLog(long period) {
        this.period = period;
    }

    /** How many may count, as it was last asked for. */
    int max() {
        return max;
    }

    SlidingLog max(int value) {
        this.max = value;
        return this;
    }

    int size() {
        return size;
    }

    /**
     * Forgets what a whole period has passed since.
     *
     * @return how many that were
     */
    int forget(long now) {
        int gone = 0;
        while (gone < size && times[gone] <= now - period) {
            gone++;
        }
        if (gone > 0) {
            System.arraycopy(times, gone, times, 0, size - gone);
            System.arraycopy(permits, gone, permits, 0, size - gone);
            size -= gone;
        }
        return gone;
    }

    /** How long until fewer than {@code max} count, which is more than nothing unless fewer do now. */
    long wait(int max, long now) {
        return size < max ? 0 : times[size - max] + period - now;
    }

    /** How long until nothing counts any more. */
    long left(long now) {
        return size == 0 ? 0 : times[size - 1] + period - now;
    }

    /** A clock may have been set back, so the latest moment is not always the last one. */
    void add(long now, long permit) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            permits = Arrays.copyOf(permits, 2 * size);
        }
        int at = size;
        while (at > 0 && times[at - 1] > now) {
            times[at] = times[at - 1];
            permits[at] = permits[at - 1];
            at--;
        }
        times[at] = now;
        permits[at] = permit;
        size++;
    }

    /** Takes one permit back; false if it does not count any more. */
    boolean remove(long permit) {
        for (int at = size - 1; at >= 0; at--) {
            if (permits[at] == permit) {
                System.arraycopy(times, at + 1, times, at, size - at - 1);
                System.arraycopy(permits, at + 1, permits, at, size - at - 1);
                size--;
                return true;
            }
        }
        return false;
    }
}
