package dev.guardedtool.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whoever waits for an answer that comes later is told when the time is up, whatever the work does about it. */
class TimedStageTests {

    private static final Duration AT_ONCE = Duration.ofNanos(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final NotedEnding ending = new NotedEnding();
    private final CompletableFuture<String> work = new CompletableFuture<>();

    private static void newThread(Runnable work) {
        new Thread(work).start();
    }

    /** Where the end of the thread is nobody's business. */
    private static void quietThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((which, failure) -> {});
        thread.start();
    }

    private CompletableFuture<String> limited(CompletionStage<String> stage, Duration limit, Executor threads) {
        return new TimedStage<>(stage, ending)
                .within(limit, TimeUpException::new, threads)
                .toCompletableFuture();
    }

    private static void isTimeUp(CompletableFuture<String> answer) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
                .withCauseInstanceOf(TimeUpException.class);
    }

    @Test
    void anAnswerInTimeIsGivenOn() {
        CompletableFuture<String> answer = limited(work, NEVER, Runnable::run);

        work.complete("done");

        assertThat(answer).isCompletedWithValue("done");
        assertThat(ending.timesExpired()).isZero();
        assertThat(ending.timesLate()).isZero();
    }

    @Test
    void itIsCountedBeforeTheCallerIsTold() {
        CompletableFuture<Integer> counted =
                limited(work, AT_ONCE, TimedStageTests::newThread).handle((value, failure) -> ending.timesExpired());

        assertThat(counted).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(1);
    }

    @Test
    void whoNeverReturnsFromBeingToldKeepsNoWorkGoing() throws Exception {
        CountDownLatch forEver = new CountDownLatch(1);
        CompletableFuture<Boolean> stopped = work.handle((value, failure) -> true);

        CompletableFuture<Boolean> stuck =
                limited(work, AT_ONCE, TimedStageTests::newThread).handle((value, failure) -> awaited(forEver));

        assertThat(stopped).succeedsWithin(Duration.ofMinutes(1));
        assertThat(work).isCancelled();
        forEver.countDown();
        assertThat(stuck).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
    }

    @Test
    void workThatNeverReturnsFromBeingStoppedKeepsNobodyWaiting() {
        CountDownLatch forEver = new CountDownLatch(1);
        CompletableFuture<Boolean> stuck = work.handle((value, failure) -> awaited(forEver));

        isTimeUp(limited(work, AT_ONCE, TimedStageTests::newThread));

        forEver.countDown();
        assertThat(stuck).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withoutAThreadToStopTheWorkOnTheCallerIsToldAllTheSame() {
        AtomicInteger threads = new AtomicInteger();
        Executor onlyOne = task -> {
            if (threads.incrementAndGet() > 1) {
                throw new RejectedExecutionException("no more threads");
            }
            quietThread(task);
        };

        isTimeUp(limited(work, AT_ONCE, onlyOne));
    }

    @Test
    void workThatCannotBeStoppedIsHeardOfLate() {
        CompletionStage<String> unstoppable = work.minimalCompletionStage();

        isTimeUp(limited(unstoppable, AT_ONCE, TimedStageTests::newThread));
        work.complete("done");

        Soon.is(() -> ending.timesLate() == 1);
        assertThat(ending.timesExpired()).isOne();
    }

    /** The end of the work and the end of the time meet. */
    @RepeatedTest(200)
    void exactlyOneOfThemWins() throws Exception {
        CompletableFuture<String> answer = limited(
                work.minimalCompletionStage().thenApply(any -> any),
                Duration.ofNanos(20_000),
                TimedStageTests::newThread);

        Together.run(
                2,
                thread -> thread == 0
                        ? work.complete("done")
                        : answer.handle((value, failure) -> true).get());

        int expired = answer.isCompletedExceptionally() ? 1 : 0;
        assertThat(ending.timesExpired()).isEqualTo(expired);
        Soon.is(() -> ending.timesLate() == expired);
    }
}
