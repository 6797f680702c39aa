package dev.guardedtool.execution;

import dev.guardedtool.policy.ExecutionPolicy.Threads;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Gives work a thread at once. Threads inherit nothing and keep no process alive. */
final class ThreadSource {

    private static final String NAME = "guard-tool-";

    /** Before that version a virtual thread that waits in a synchronized block holds on to one of a few real threads. */
    private static final int UNPINNED = 24;

    private static final long IDLE_SECONDS = 10;

    private ThreadSource() {}

    /**
     * Threads of that kind.
     *
     * @throws UnsupportedOperationException if this JVM has none
     */
    static Executor of(Threads kind) {
        boolean virtual = kind == Threads.VIRTUAL
                || (kind == Threads.AUTO && Runtime.version().feature() >= UNPINNED);
        if (!virtual) {
            return pool();
        }
        ThreadFactory factory = virtualThreads();
        return work -> factory.newThread(work).start();
    }

    private static Executor pool() {
        AtomicLong number = new AtomicLong();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(null, work, NAME + number.getAndIncrement(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ThreadSource.class.getClassLoader());
            return thread;
        };
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** By reflection, since Java 17 has none. */
    private static ThreadFactory virtualThreads() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object threads = Thread.class.getMethod("ofVirtual").invoke(null);
            threads = builder.getMethod("name", String.class, long.class).invoke(threads, NAME, 0L);
            threads = builder.getMethod("inheritInheritableThreadLocals", boolean.class)
                    .invoke(threads, false);
            return (ThreadFactory) builder.getMethod("factory").invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JVM has no virtual threads", e);
        }
    }
}
