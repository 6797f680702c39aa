package dev.guardedtool.engine;

import dev.guardedtool.GuardEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The lock of one run. What is announced while it is held reaches the listeners once it is let go. */
final class RunLock {

    private final Announcer announcer;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<GuardEvent> announcements = new ArrayList<>(2);

    RunLock(Announcer announcer) {
        this.announcer = announcer;
    }

    void lock() {
        lock.lock();
    }

    boolean isHeld() {
        return lock.isHeldByCurrentThread();
    }

    void unlock() {
        if (announcements.isEmpty() || lock.getHoldCount() > 1) {
            lock.unlock();
            return;
        }
        List<GuardEvent> due = List.copyOf(announcements);
        announcements.clear();
        lock.unlock();
        due.forEach(announcer::announce);
    }

    void announce(GuardEvent event) {
        if (isHeld()) {
            announcements.add(event);
        } else {
            announcer.announce(event);
        }
    }
}
