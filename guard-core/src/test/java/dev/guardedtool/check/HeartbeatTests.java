package dev.guardedtool.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HeartbeatTests {

    private final Heartbeat heartbeat = Heartbeat.daemon("test-beats");
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void whatRunsWhenItStopsIsWaitedFor() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        heartbeat.after(Duration.ZERO, () -> {
            running.countDown();
            await(stopping);
            ended.set(true);
        });
        running.await();

        stopping.countDown();
        heartbeat.stop();

        assertThat(ended).isTrue();
    }

    @Test
    void whatWaitsIsForgotten() {
        heartbeat.after(Duration.ofDays(1), () -> ended.set(true));

        heartbeat.stop();

        assertThat(ended).isFalse();
    }

    @Test
    void nothingIsBegunAfterwards() {
        heartbeat.stop();
        heartbeat.stop();

        heartbeat.after(Duration.ZERO, () -> ended.set(true));

        heartbeat.stop();
        assertThat(ended).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
