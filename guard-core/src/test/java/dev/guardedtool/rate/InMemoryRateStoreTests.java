package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.ToolName;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rates in memory: what every store does, to the nanosecond and within bounds. */
class InMemoryRateStoreTests extends RateStoreContract {

    private static final int SIZE = 50;
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestClock clock = new TestClock();

    @Override
    protected RateStore store() {
        return new InMemoryRateStore(SIZE, clock);
    }

    @Override
    protected void advance(Duration by) {
        clock.advance(by);
    }

    private static RateAnswer acquire(RateStore store, int holder) {
        return store.acquire(List.of(new RateRequest(key(holder), 1)));
    }

    @Test
    void aCallCountsExactlyForAPeriod() {
        RateStore store = store();
        acquire(store, 1);

        clock.advance(HOUR.minusNanos(1));
        assertThat(acquire(store, 1))
                .isEqualTo(new RateAnswer.Refused(new RateRequest(key(1), 1), Duration.ofNanos(1)));
        clock.advance(Duration.ofNanos(1));
        assertThat(acquire(store, 1)).isInstanceOf(RateAnswer.Granted.class);
    }

    @Test
    void aFullStoreRefusesAndForgetsNothing() {
        RateStore store = store();
        for (int i = 0; i < SIZE; i++) {
            acquire(store, i);
        }

        assertThatThrownBy(() -> acquire(store, SIZE)).isInstanceOf(StoreFullException.class);
        for (int i = 0; i < SIZE; i++) {
            assertThat(acquire(store, i)).isInstanceOf(RateAnswer.Refused.class);
        }
        clock.advance(HOUR);
        assertThat(acquire(store, SIZE)).isInstanceOf(RateAnswer.Granted.class);
    }

    @Test
    void whatWasReturnedTakesNoRoom() {
        RateStore store = store();
        for (int i = 0; i < 10 * SIZE; i++) {
            String permit = ((RateAnswer.Granted) acquire(store, i)).permit();
            store.release(List.of(new RateRequest(key(i), 1)), permit);
        }

        assertThat(acquire(store, SIZE)).isInstanceOf(RateAnswer.Granted.class);
    }

    @Test
    void tellsTheMostUsedFirst() {
        InMemoryRateStore store = new InMemoryRateStore(100, new TestClock());
        for (int holder = 1; holder <= 4; holder++) {
            for (int call = 0; call < holder; call++) {
                store.acquire(List.of(new RateRequest(key(holder), 10)));
            }
        }

        assertThat(store.uses(2))
                .containsExactly(
                        new RateUse(new RateRequest(key(4), 10), 4, HOUR),
                        new RateUse(new RateRequest(key(3), 10), 3, HOUR));
        assertThat(store.uses(100)).hasSize(4);
    }

    private static RateKey key(int holder) {
        return new RateKey(ToolName.of("send"), "principal", HOUR, "user " + holder);
    }
}
