package dev.guardedtool.policy;

import java.util.Objects;

/**
 * On which threads tools run whose time is limited.
 *
 * @param threads the kind of threads
 * @param maxThreads how many there may be at once, those included that go on after their time
 * @param maxAbandoned how many calls of one tool may go on after their time before it is refused
 */
public record ExecutionPolicy(Threads threads, int maxThreads, int maxAbandoned) {

    public ExecutionPolicy {
        Objects.requireNonNull(threads, "threads");
        Limits.atLeast("execution.max-threads", maxThreads, 1);
        Limits.atLeast("execution.max-abandoned", maxAbandoned, 1);
    }

    /** A thousand threads of the kind that suits the JVM. */
    public static ExecutionPolicy defaults() {
        return new ExecutionPolicy(Threads.AUTO, 1_000, 20);
    }

    /** Kinds of threads. */
    public enum Threads {

        /** Virtual from Java 24 on, where waiting in a synchronized block costs nothing; pooled before. */
        AUTO,

        /** Virtual, for which Java 21 is needed. */
        VIRTUAL,

        /** Pooled. */
        PLATFORM
    }
}
