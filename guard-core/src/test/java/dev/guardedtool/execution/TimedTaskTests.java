package dev.guardedtool.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.testing.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Either the work ends or its time does, never both and never neither. */
class TimedTaskTests {

    private final NotedEnding ending = new NotedEnding();

    private static long soon() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    }

    private static long past() {
        return System.nanoTime() - 1;
    }

    @Test
    void whatEndsInTimeIsAnswered() throws Throwable {
        TimedTask<String> task = new TimedTask<>(() -> "done", ending);

        task.run();

        assertThat(task.await(past())).isEqualTo("done");
        assertThat(ending.timesExpired()).isEqualTo(0);
        assertThat(ending.timesDone()).isEqualTo(1);
    }

    @Test
    void whatTheWorkThrowsIsThrownAsItIs() {
        TimeoutException own = new TimeoutException("of the tool's own");
        TimedTask<String> task = new TimedTask<>(
                () -> {
                    throw own;
                },
                ending);

        task.run();

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> task.await(soon()))
                .isSameAs(own);
    }

    @Test
    void whatIsNotBegunInTimeNeverBegins() {
        AtomicInteger begins = new AtomicInteger();
        TimedTask<String> task = new TimedTask<>(() -> "begun " + begins.incrementAndGet(), ending);

        assertThatExceptionOfType(NoThreadException.class).isThrownBy(() -> task.await(past()));
        task.run();

        assertThat(begins).hasValue(0);
        assertThat(ending.timesExpired()).isEqualTo(0);
        assertThat(ending.timesLate()).isEqualTo(0);
        assertThat(ending.timesDone()).isEqualTo(1);
    }

    @Test
    void itIsDoneOnlyOnce() {
        AtomicInteger begins = new AtomicInteger();
        TimedTask<String> task = new TimedTask<>(() -> "begun " + begins.incrementAndGet(), ending);

        task.run();
        task.run();

        assertThat(begins).hasValue(1);
        assertThat(ending.timesDone()).isEqualTo(1);
    }

    @Test
    void anInterruptOfTheOneWhoWaitsIsOneOfTheWork() throws Throwable {
        Hanging tool = new Hanging();
        TimedTask<String> task = new TimedTask<>(() -> (String) tool.obedient().run(""), ending);
        Thread.currentThread().interrupt();
        Thread worker = new Thread(task);
        worker.start();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> task.await(soon()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ending.timesExpired()).isEqualTo(0);
        worker.join();
    }

    @Test
    void noInterruptStaysWithTheThread() throws Exception {
        TimedTask<String> task = new TimedTask<>(
                () -> {
                    Thread.currentThread().interrupt();
                    return "done";
                },
                ending);
        List<Boolean> left = new ArrayList<>();

        Thread worker = new Thread(() -> {
            task.run();
            left.add(Thread.currentThread().isInterrupted());
        });
        worker.start();
        worker.join();

        assertThat(left).containsExactly(false);
    }

    /** The end of the work and the end of the time meet. */
    @RepeatedTest(300)
    void exactlyOneOfThemWins() throws Exception {
        TimedTask<String> task = new TimedTask<>(() -> "done", ending);

        List<String> ends = Together.run(2, thread -> {
            if (thread == 0) {
                task.run();
                return "";
            }
            try {
                return String.valueOf(task.await(System.nanoTime() + 20_000));
            } catch (TimeUpException e) {
                return "time up";
            } catch (NoThreadException e) {
                return "never begun";
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        });

        int late = "time up".equals(ends.get(1)) ? 1 : 0;
        assertThat(ends.get(1)).isIn("done", "time up", "never begun");
        assertThat(ending.timesExpired()).isEqualTo(late);
        assertThat(ending.timesLate()).isEqualTo(late);
        assertThat(ending.timesDone()).isEqualTo(1);
    }
}
