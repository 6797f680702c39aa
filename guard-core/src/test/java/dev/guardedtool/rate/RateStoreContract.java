package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.testing.OddNames;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of rates does. Where the time is not at a test's command, waits may be a moment shorter. */
public abstract class RateStoreContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMinutes(5);

    private RateStore store;
    private RateStore elsewhere;

    /** An empty store. */
    protected abstract RateStore store() throws Exception;

    /** The same store as another process sees it. */
    protected RateStore elsewhere() {
        return store;
    }

    /** Lets that much time pass for the store. */
    protected abstract void advance(Duration by) throws Exception;

    @BeforeEach
    void begin() throws Exception {
        store = store();
        elsewhere = elsewhere();
    }

    @Test
    void aCallCountsUntilAWholePeriodHasPassed() throws Exception {
        acquire(limit("ann", 1));

        advance(HOUR.minus(MOMENT));
        assertThat(wait(limit("ann", 1))).isPositive().isLessThanOrEqualTo(MOMENT);
        advance(MOMENT);
        acquire(limit("ann", 1));
    }

    @Test
    void theWaitIsUntilTheCallLeavesThatStandsInTheWay() throws Exception {
        acquire(limit("ann", 3));
        advance(Duration.ofMinutes(10));
        acquire(limit("ann", 3));
        advance(Duration.ofMinutes(10));
        acquire(limit("ann", 3));

        almost(wait(limit("ann", 3)), Duration.ofMinutes(40));
        almost(wait(limit("ann", 1)), HOUR);
    }

    @Test
    void refusedCallsDoNotCount() throws Exception {
        acquire(limit("ann", 1));
        advance(HOUR.dividedBy(2));
        wait(limit("ann", 1));
        advance(HOUR.dividedBy(2));

        acquire(limit("ann", 1));
    }

    @Test
    void holdersToolsScopesAndPeriodsAreCountedApart() {
        acquire(limit("ann", 1));

        acquire(limit("bob", 1));
        acquire(request("mail", "principal", HOUR, "ann"));
        acquire(request("send", "tenant", HOUR, "ann"));
        acquire(request("send", "principal", HOUR.multipliedBy(2), "ann"));
    }

    @Test
    void whateverIsInANameCountsForItself() {
        for (String name : OddNames.ALL) {
            acquire(request(name, name, HOUR, name));
        }

        for (String name : OddNames.ALL) {
            wait(request(name, name, HOUR, name));
        }
        assertThat(store.uses(100))
                .extracting(use -> use.limit().key().holder())
                .containsExactlyInAnyOrderElementsOf(OddNames.ALL);
    }

    @Test
    void ofSeveralLimitsAllOrNoneAreTaken() {
        RateRequest tight = limit("ann", 1);
        RateRequest wide = request("send", "tenant", HOUR, "");
        acquire(tight);

        RateAnswer answer = store.acquire(List.of(new RateRequest(wide.key(), 5), tight));

        assertThat(answer).isInstanceOfSatisfying(RateAnswer.Refused.class, refused -> {
            assertThat(refused.limit()).isEqualTo(tight);
            almost(refused.retryAfter(), HOUR);
        });
        acquire(wide);
    }

    @Test
    void theLongestWaitIsTold() {
        RateRequest day = request("send", "principal", Duration.ofDays(1), "ann");
        store.acquire(List.of(limit("ann", 1), day));

        assertThat(store.acquire(List.of(limit("ann", 1), day)))
                .isInstanceOfSatisfying(RateAnswer.Refused.class, refused -> {
                    assertThat(refused.limit()).isEqualTo(day);
                    almost(refused.retryAfter(), Duration.ofDays(1));
                });
    }

    @Test
    void aReturnedCallDoesNotCount() {
        RateRequest other = request("send", "tenant", HOUR, "");
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
    void whatIsReturnedLateIsGone() throws Exception {
        String permit = acquire(limit("ann", 1));
        advance(HOUR);
        acquire(limit("ann", 1));

        store.release(List.of(limit("ann", 1)), permit);

        wait(limit("ann", 1));
    }

    @Test
    void neverMoreThanTheLimitHoweverManyAsk() throws Exception {
        RateRequest limit = limit("ann", 5);

        List<Integer> granted = Together.run(16, thread -> {
            int mine = 0;
            for (int i = 0; i < 50; i++) {
                mine += (thread % 2 == 0 ? store : elsewhere).acquire(List.of(limit)) instanceof RateAnswer.Granted
                        ? 1
                        : 0;
            }
            return mine;
        });

        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
    }

    private static void almost(Duration wait, Duration exact) {
        assertThat(wait).isBetween(exact.minus(MOMENT), exact);
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
        return new RateRequest(new RateKey(ToolName.of("send"), "principal", HOUR, holder), max);
    }

    private static RateRequest request(String tool, String per, Duration period, String holder) {
        return new RateRequest(new RateKey(ToolName.of(tool), per, period, holder), 1);
    }
}
