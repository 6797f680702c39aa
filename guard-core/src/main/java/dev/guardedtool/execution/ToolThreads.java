package dev.guardedtool.execution;

import dev.guardedtool.ToolName;
import dev.guardedtool.policy.ExecutionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tools on threads of their own, so that callers need not wait longer than a tool may take. The number of threads is
 * bounded, those included that go on after their time. One for each guard; thread-safe.
 */
public final class ToolThreads {

    private static final Logger log = LoggerFactory.getLogger(ToolThreads.class);

    private final ExecutionPolicy policy;
    private final List<ContextCarrier> carriers;
    private final Executor threads;
    private final Semaphore free;
    private final Abandoned abandoned = new Abandoned();
    private final LongAdder notStarted = new LongAdder();
    private final LongAdder timedOutStages = new LongAdder();
    private final LongAdder lateStages = new LongAdder();

    /**
     * Threads under that policy.
     *
     * @param carriers what goes along to them, beside class loader and logging context
     * @throws UnsupportedOperationException if the policy wants threads that this JVM does not have
     */
    public ToolThreads(ExecutionPolicy policy, List<ContextCarrier> carriers) {
        this.policy = policy;
        this.carriers = List.copyOf(carriers);
        this.threads = ThreadSource.of(policy.threads());
        this.free = new Semaphore(policy.maxThreads(), true);
    }

    /**
     * Does the work on a thread of its own and waits for it. A caller that has to wait for the thread waits within the same
     * time; work that was not begun by then never is.
     *
     * @param late told when the work ends after its time
     * @return what came of the work
     * @throws TimeUpException if the time is up; the work was interrupted and may go on nevertheless
     * @throws NoThreadException if the work was not begun
     * @throws Throwable what the work threw
     */
    public <T> @Nullable T call(ToolName tool, Duration timeout, Work<T> work, LateEnd<T> late) throws Throwable {
        long deadline = System.nanoTime() + timeout.toNanos();
        TimedTask<T> task = new TimedTask<>(work, new Bookkeeping<>(this, tool, late));
        try {
            start(tool, deadline, task);
            return task.await(deadline);
        } catch (NoThreadException e) {
            notStarted.increment();
            throw e;
        }
    }

    /**
     * Lets whoever waits for the stage wait no longer than that. No thread is held meanwhile.
     *
     * @param failure made when the time is up; what the returned stage fails with then, and the given one is cancelled
     * @param late told when the given stage ends after its time all the same
     */
    public <T> CompletionStage<T> limit(
            Duration timeout, CompletionStage<T> stage, Supplier<? extends Throwable> failure, LateEnd<T> late) {
        return new TimedStage<>(stage, new StageEnding<>(this, late)).within(timeout, failure, threads);
    }

    /** The time of work is up that runs elsewhere and was limited there. */
    public void timedOut() {
        timedOutStages.increment();
    }

    private void start(ToolName tool, long deadline, TimedTask<?> task) throws NoThreadException {
        int behind = abandoned.of(tool);
        if (behind >= policy.maxAbandoned()) {
            throw NoThreadException.hanging(behind);
        }
        if (!acquire(deadline)) {
            throw NoThreadException.busy();
        }
        boolean started = false;
        try {
            threads.execute(carried(task));
            started = true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            log.error("There is no thread for {}", tool, e);
            throw NoThreadException.busy();
        } finally {
            if (!started) {
                free.release();
            }
        }
    }

    private boolean acquire(long deadline) {
        if (free.tryAcquire()) {
            return true;
        }
        try {
            return free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Runnable carried(TimedTask<?> task) {
        Runnable work = new ThreadContext().carry(task);
        for (ContextCarrier carrier : carriers) {
            try {
                work = carrier.carry(work);
            } catch (RuntimeException e) {
                log.error("{} brings nothing along", carrier.getClass().getName(), e);
            }
        }
        Runnable all = work;
        return () -> {
            try {
                all.run();
            } catch (Throwable e) {
                log.error("A tool runs without what should have come along with it", e);
            } finally {
                task.run();
            }
        };
    }

    /** How they are doing. */
    public ExecutionCounts counts() {
        int unused = free.availablePermits();
        return new ExecutionCounts(
                policy.maxThreads() - unused,
                unused,
                abandoned.now(),
                abandoned.everLeft() + timedOutStages.sum(),
                abandoned.everReturned() + lateStages.sum(),
                notStarted.sum());
    }

    private record Bookkeeping<T>(ToolThreads threads, ToolName tool, LateEnd<T> end) implements Ending<T> {

        @Override
        public void expired() {
            threads.abandoned.left(tool);
        }

        @Override
        public void late(@Nullable T value, @Nullable Throwable failure) {
            try {
                end.came(value, failure);
            } catch (Throwable e) {
                log.error("What {} came to after its time could not be recorded", tool, e);
            } finally {
                threads.abandoned.returned(tool);
            }
        }

        @Override
        public void done() {
            threads.free.release();
        }
    }

    private record StageEnding<T>(ToolThreads threads, LateEnd<T> end) implements Ending<T> {

        @Override
        public void expired() {
            threads.timedOutStages.increment();
        }

        @Override
        public void late(@Nullable T value, @Nullable Throwable failure) {
            threads.lateStages.increment();
            end.came(value, failure);
        }

        @Override
        public void done() {}
    }
}
