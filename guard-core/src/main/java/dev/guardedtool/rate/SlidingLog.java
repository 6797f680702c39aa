package dev.guardedtool.rate;

/**
 * The moments that count, oldest first, each with the permit it was granted under. Arithmetic alone: no locks, no clock.
 * Times are nanoseconds since any one moment.
 */
final class SlidingLog {

    private static final int FIRST_CAPACITY = 2;

    private final long period;
    private long[] times = new long[FIRST_CAPACITY];
    private long[] permits = new long[FIRST_CAPACITY];
    private int first;
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
        while (gone < size && times[first + gone] <= now - period) {
            gone++;
        }
        size -= gone;
        first = size == 0 ? 0 : first + gone;
        return gone;
    }

    /** How long until fewer than {@code max} count, which is more than nothing unless fewer do now. */
    long wait(int max, long now) {
        return size < max ? 0 : times[first + size - max] + period - now;
    }

    /** How long until nothing counts any more. */
    long left(long now) {
        return size == 0 ? 0 : times[first + size - 1] + period - now;
    }

    /** A clock may have been set back, so the latest moment is not always the last one. */
    void add(long now, long permit) {
        if (first + size == times.length) {
            makeRoom();
        }
        int at = first + size;
        while (at > first && times[at - 1] > now) {
            times[at] = times[at - 1];
            permits[at] = permits[at - 1];
            at--;
        }
        times[at] = now;
        permits[at] = permit;
        size++;
    }

    /** At least half of the room is free afterwards, so that moving costs little for each moment that comes. */
    private void makeRoom() {
        int room = 2 * size > times.length ? 2 * times.length : times.length;
        times = moved(times, new long[room]);
        permits = moved(permits, new long[room]);
        first = 0;
    }

    private long[] moved(long[] from, long[] to) {
        System.arraycopy(from, first, to, 0, size);
        return to;
    }

    /** Takes one permit back; false if it does not count any more. */
    boolean remove(long permit) {
        for (int at = first + size - 1; at >= first; at--) {
            if (permits[at] == permit) {
                System.arraycopy(times, at + 1, times, at, first + size - at - 1);
                System.arraycopy(permits, at + 1, permits, at, first + size - at - 1);
                size--;
                return true;
            }
        }
        return false;
    }
}
