package dev.guardedtool.recording;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands lines to a sink on a thread of its own. Whoever has a line never waits for the sink: what does not fit into the
 * queue is dropped and counted. Thread-safe.
 */
final class LineWriter {

    private static final Logger log = LoggerFactory.getLogger(LineWriter.class);

    private final LineSink sink;
    private final QueuePolicy policy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private final LongAdder written = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private long queuedBytes;
    private @Nullable Thread thread;
    private boolean closed;

    /** Lines lost since writing began to fail; only touched by the writing thread. */
    private long lost;

    LineWriter(LineSink sink, QueuePolicy policy) {
        this.sink = sink;
        this.policy = policy;
    }

    /** Takes the line, or drops it. */
    void offer(byte[] line) {
        lock.lock();
        try {
            boolean fits = queue.size() < policy.maxRuns() && line.length <= policy.maxBytes() - queuedBytes;
            if (closed || !fits) {
                dropped.increment();
                return;
            }
            queue.add(line);
            queuedBytes += line.length;
            if (thread == null) {
                thread = started();
            }
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** It outlives the run that it is started in and so inherits nothing of that run's thread. */
    private Thread started() {
        Thread started = new Thread(null, this::writeAll, "guard-recording", 0, false);
        started.setDaemon(true);
        started.start();
        return started;
    }

    private void writeAll() {
        for (byte[] line = take(); line != null; line = take()) {
            write(line);
        }
        closeSink();
    }

    /** The next line, or null once nothing more will come. */
    private byte @Nullable [] take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                work.awaitUninterruptibly();
            }
            byte[] line = queue.poll();
            queuedBytes -= line == null ? 0 : line.length;
            return line;
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] line) {
        try {
            sink.write(line);
            written.increment();
            if (lost > 0) {
                log.info("Runs are recorded again; {} were lost", lost);
                lost = 0;
            }
        } catch (IOException | RuntimeException e) {
            failures.increment();
            dropped.increment();
            if (lost++ == 0) {
                log.warn("A run could not be recorded; the next ones are tried, and this is not repeated", e);
            }
        }
    }

    private void closeSink() {
        try {
            sink.close();
        } catch (IOException | RuntimeException e) {
            failures.increment();
            log.warn("The recording could not be closed", e);
        }
    }

    /**
     * Takes no more lines and waits a while for those that are left.
     *
     * @return false if it was closed before
     */
    boolean close() {
        Thread writing;
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            closed = true;
            writing = thread;
            work.signal();
        } finally {
            lock.unlock();
        }
        if (writing == null) {
            closeSink();
        } else if (!ends(writing)) {
            giveUp();
        }
        return true;
    }

    private boolean ends(Thread writing) {
        try {
            writing.join(Math.max(1, TimeUnit.MILLISECONDS.convert(policy.flushWithin())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !writing.isAlive();
    }

    private void giveUp() {
        lock.lock();
        try {
            log.warn("{} runs were still to be recorded and are lost", queue.size());
            dropped.add(queue.size());
            queue.clear();
            queuedBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    long written() {
        return written.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    long failures() {
        return failures.sum();
    }
}
