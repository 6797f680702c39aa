package dev.guardedtool.execution;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that answers later, and what its caller waits for instead: that answer, or the end of its time. No thread waits. */
final class TimedStage<T> {

    private final CompletionStage<T> work;
    private final Ending<T> ending;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();

    TimedStage(CompletionStage<T> work, Ending<T> ending) {
        this.work = work;
        this.ending = ending;
    }

    CompletionStage<T> within(Duration timeout, Supplier<? extends Throwable> failure, Executor threads) {
        CompletionStage<Void> rung = timer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        rung.whenComplete((nothing, up) -> {
            if (up != null) {
                threads.execute(() -> expire(failure, threads));
            }
        });
        work.whenComplete(this::ended);
        return answer;
    }

    private void ended(@Nullable T value, @Nullable Throwable failure) {
        timer.complete(null);
        if (over.compareAndSet(false, true)) {
            answer(value, failure);
        } else if (!(failure instanceof CancellationException)) {
            ending.late(value, failure);
        }
    }

    private void answer(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    /** The caller and the work are told on different threads, as both may do whatever they like there. */
    private void expire(Supplier<? extends Throwable> failure, Executor threads) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        ending.expired();
        Throwable told = failure.get();
        try {
            threads.execute(this::cancel);
        } finally {
            answer.completeExceptionally(told);
        }
    }

    private void cancel() {
        try {
            work.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException e) {
            // Such a stage cannot be told to stop.
            return;
        }
    }
}
