package dev.guardedtool.execution;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work that somebody waits for, but not for ever. Either it ends or its time does, whichever comes first; the
 * other one changes nothing any more for the one who waits. Its thread is only interrupted while it does this work.
 */
final class TimedTask<T> implements Runnable {

    private final Work<T> work;
    private final Ending<T> ending;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private State state = State.PENDING;
    private @Nullable Thread thread;
    private boolean begun;
    private boolean interrupted;
    private @Nullable T value;
    private @Nullable Throwable failure;

    private enum State {
        PENDING,
        ENDED,
        EXPIRED
    }

    private enum Begin {
        NOW,
        BEFORE,
        TOO_LATE
    }

    TimedTask(Work<T> work, Ending<T> ending) {
        this.work = work;
        this.ending = ending;
    }

    /** Does the work, unless that was begun before. */
    @Override
    public void run() {
        switch (begin()) {
            case NOW -> carryOut();
            case TOO_LATE -> ending.done();
            case BEFORE -> {}
        }
    }

    private Begin begin() {
        lock.lock();
        try {
            if (begun) {
                return Begin.BEFORE;
            }
            begun = true;
            if (state == State.EXPIRED) {
                return Begin.TOO_LATE;
            }
            thread = Thread.currentThread();
            if (interrupted) {
                thread.interrupt();
            }
            return Begin.NOW;
        } finally {
            lock.unlock();
        }
    }

    private void carryOut() {
        T result = null;
        Throwable thrown = null;
        try {
            result = work.run();
        } catch (Throwable t) {
            thrown = t;
        }
        try {
            if (!end(result, thrown)) {
                ending.late(result, thrown);
            }
        } finally {
            ending.done();
        }
    }

    /** Whether that was in time. */
    private boolean end(@Nullable T result, @Nullable Throwable thrown) {
        lock.lock();
        try {
            thread = null;
            Thread.interrupted();
            if (state == State.EXPIRED) {
                return false;
            }
            state = State.ENDED;
            value = result;
            failure = thrown;
            ended.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the work. Where the waiting thread is interrupted, the work is, and the wait goes on; the thread is
     * interrupted again in the end.
     *
     * @param deadline by {@link System#nanoTime}
     * @return what came of the work
     * @throws TimeUpException if the time is up first
     * @throws NoThreadException if the time is up before a thread began; none will
     * @throws Throwable what the work threw
     */
    @Nullable
    T await(long deadline) throws Throwable {
        boolean waiterInterrupted = false;
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (state == State.PENDING && left > 0) {
                try {
                    left = ended.awaitNanos(left);
                } catch (InterruptedException e) {
                    waiterInterrupted = true;
                    interrupt();
                    left = deadline - System.nanoTime();
                }
            }
            if (state == State.PENDING) {
                throw expire();
            }
        } finally {
            lock.unlock();
            if (waiterInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    private Exception expire() {
        state = State.EXPIRED;
        if (!begun) {
            return NoThreadException.busy();
        }
        ending.expired();
        interrupt();
        return new TimeUpException();
    }

    private void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
