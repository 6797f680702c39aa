package dev.guardedtool.engine;

/** The lock of a run while one call is decided. Confined to the deciding thread. */
final class HeldLock {

    private static final long NOTHING_SEEN = -1;

    private final GuardRun run;
    private boolean taken;
    private boolean relied;
    private long seen = NOTHING_SEEN;

    HeldLock(GuardRun run) {
        this.run = run;
    }

    void take() {
        if (!taken) {
            run.lock();
            taken = true;
        }
    }

    void letGo() {
        if (taken) {
            if (relied && seen == NOTHING_SEEN) {
                seen = run.changes();
            }
            taken = false;
            run.unlock();
        }
    }

    /** A check looked at the run whose answer must still hold when the reservations are made. */
    void relied(boolean value) {
        relied |= value;
    }

    /** Whether the run changed since a check relied on it and the lock was let go; the lock is held now. */
    boolean stale() {
        return seen != NOTHING_SEEN && seen != run.changes();
    }
}
