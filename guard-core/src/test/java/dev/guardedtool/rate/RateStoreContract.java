package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.ToolName;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of rates does. A store that keeps its own time moves it with {@link #advance}. */
public abstract class RateStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SIZE = 6;

    private final TestClock clock = new TestClock();
    private final RateStore store = store(SIZE, clock);

    /** An empty store for that many calls. */
    protected abstract RateStore store(int maxEntries, TestClock clock);

    /** Lets time pass for the store. */
    protected void advance(Duration by) {
        clock.advance(by);
    }

    @Test
    void aCallCountsUntilAWholePeriodHasPassed() {
        acquire(limit("ann", 1));

        advance(MINUTE.minusNanos(1_000_000));
        assertThat(wait(limit("ann", 1))).isEqualTo(Duration.ofMillis(1));
        advance(Duration.ofMillis(1));
        acquire(limit("ann", 1));
    }

    @Test
    void theWaitIsUntilTheCallLeavesThatStandsInTheWay() {
        acquire(limit("ann", 3));
        advance(Duration.ofSeconds(10));
        acquire(limit("ann", 3));
        advance(Duration.ofSeconds(10));
        acquire(limit("ann", 3));

        assertThat(wait(limit("ann", 3))).isEqualTo(Duration.ofSeconds(40));
        assertThat(wait(limit("ann", 1))).isEqualTo(MINUTE);
    }

    @Test
    void refusedCallsDoNotCount() {
        acquire(limit("ann", 1));
        advance(MINUTE.dividedBy(2));
        wait(limit("ann", 1));
        advance(MINUTE.dividedBy(2));

        acquire(limit("ann", 1));
    }

    @Test
    void holdersToolsScopesAndPeriodsAreCountedApart() {
        acquire(limit("ann", 1));

        acquire(limit("bob", 1));
        acquire(request("mail", "principal", MINUTE, "ann"));
        acquire(request("send", "tenant", MINUTE, "ann"));
        acquire(request("send", "principal", MINUTE.multipliedBy(2), "ann"));
    }

    @Test
    void ofSeveralLimitsAllOrNoneAreTaken() {
        RateRequest tight = limit("ann", 1);
        RateRequest wide = request("send", "tenant", MINUTE, "");
        acquire(tight);

        RateAnswer answer = store.acquire(List.of(new RateRequest(wide.key(), 5), tight));

        assertThat(answer).isEqualTo(new RateAnswer.Refused(tight, MINUTE));
        acquire(wide);
    }

    @Test
    void theLongestWaitIsTold() {
        RateRequest day = request("send", "principal", Duration.ofDays(1), "ann");
        store.acquire(List.of(limit("ann", 1), day));

        assertThat(store.acquire(List.of(limit("ann", 1), day)))
                .isEqualTo(new RateAnswer.Refused(day, Duration.ofDays(1)));
    }

    @Test
    void aReturnedCallDoesNotCount() {
        RateRequest other = request("send", "tenant", MINUTE, "");
        String permit = ((RateAnswer.Granted) store.acquire(List.of(limit("ann", 1), other))).permit();

        store.release(List.of(limit("ann", 1), other), permit);

        acquire(limit("ann", 1));
        acquire(other);
    }

    @Test
    void returningTwiceGivesNothingMore() {
        String first = acquire(limit("ann", 2));
        acquire(limit("ann", 2));

        store.release(List.of(limit("ann", 2)), first);
        store.release(List.of(limit("ann", 2)), first);

        acquire(limit("ann", 2));
        wait(limit("ann", 2));
    }

    @Test
    void whatIsReturnedLateIsGone() {
        String permit = acquire(limit("ann", 1));
        advance(MINUTE);
        acquire(limit("ann", 1));

        store.release(List.of(limit("ann", 1)), permit);

        wait(limit("ann", 1));
    }

    @Test
    void aFullStoreRefusesAndForgetsNothing() {
        for (int i = 0; i < SIZE; i++) {
            acquire(limit("user " + i, 1));
        }

        assertThatThrownBy(() -> store.acquire(List.of(limit("one more", 1)))).isInstanceOf(StoreFullException.class);
        for (int i = 0; i < SIZE; i++) {
            wait(limit("user " + i, 1));
        }
        advance(MINUTE);
        acquire(limit("one more", 1));
    }

    @Test
    void whatWasReturnedTakesNoRoom() {
        for (int i = 0; i < 10 * SIZE; i++) {
            RateRequest limit = limit("user " + i, 1);
            store.release(List.of(limit), acquire(limit));
        }
        acquire(limit("one more", 1));
    }

    @Test
    void neverMoreThanTheLimitHoweverManyAsk() throws Exception {
        RateRequest limit = limit("ann", 5);

        List<Integer> granted = Together.run(16, thread -> {
            int mine = 0;
            for (int i = 0; i < 50; i++) {
                mine += store.acquire(List.of(limit)) instanceof RateAnswer.Granted ? 1 : 0;
            }
            return mine;
        });

        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
    }

    private String acquire(RateRequest limit) {
        RateAnswer answer = store.acquire(List.of(limit));
        assertThat(answer).isInstanceOf(RateAnswer.Granted.class);
        return ((RateAnswer.Granted) answer).permit();
    }

    private Duration wait(RateRequest limit) {
        RateAnswer answer = store.acquire(List.of(limit));
        assertThat(answer).isInstanceOf(RateAnswer.Refused.class);
        return ((RateAnswer.Refused) answer).retryAfter();
    }

    private static RateRequest limit(String holder, int max) {
        return new RateRequest(new RateKey(ToolName.of("send"), "principal", MINUTE, holder), max);
    }

    private static RateRequest request(String tool, String per, Duration period, String holder) {
        return new RateRequest(new RateKey(ToolName.of(tool), per, period, holder), 1);
    }
}
