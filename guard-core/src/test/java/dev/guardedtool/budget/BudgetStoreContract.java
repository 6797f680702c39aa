package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.testing.OddNames;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of budgets keeps. A store's own tests extend this. */
public abstract class BudgetStoreContract {

    static final BudgetKey ANN = new BudgetKey("per-user", "ann", "");
    static final BudgetKey BOB = new BudgetKey("per-user", "bob", "");
    static final BudgetKey ALL = new BudgetKey("everybody", "", "2026-01");

    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration MOMENT = Duration.ofMinutes(2);

    private final AtomicLong ids = new AtomicLong();
    private BudgetStore store;
    private BudgetStore elsewhere;

    /** An empty store. */
    protected abstract BudgetStore store() throws Exception;

    /** The same store as another process sees it. */
    protected BudgetStore elsewhere() {
        return store;
    }

    /** The time that the store goes by. */
    protected abstract Instant now();

    /** Lets that much time pass for the store. */
    protected abstract void advance(Duration time) throws Exception;

    /** How many random amounts each of the threads takes. */
    protected int amounts() {
        return 10_000;
    }

    @BeforeEach
    void begin() throws Exception {
        store = store();
        elsewhere = elsewhere();
    }

    static Amount tokens(long tokens) {
        return new Amount(0, tokens, 0, 0);
    }

    static Amount limit(long tokens) {
        return new Amount(Long.MAX_VALUE, tokens, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    static Share share(BudgetKey key, long limit) {
        return new Share(key, limit(limit), null);
    }

    private @Nullable String take(long tokens, Share... shares) {
        return take(tokens(tokens), shares);
    }

    private @Nullable String take(Amount estimate, Share... shares) {
        return take(store, estimate, shares);
    }

    private @Nullable String take(BudgetStore from, Amount estimate, Share... shares) {
        String id = "r" + ids.incrementAndGet();
        return from.reserve(new BudgetReservation(id, "me", estimate, List.of(shares), LEASE))
                        .isEmpty()
                ? id
                : null;
    }

    @Test
    void whateverIsInANameIsABudgetOfItsOwn() {
        for (String name : OddNames.ALL) {
            BudgetKey key = new BudgetKey("per-user", name, "");
            String id = take(100, share(key, 100));

            assertThat(id).as(name).isNotNull();
            assertThat(take(1, share(key, 100))).as(name).isNull();
            assertThat(store.settle(id, tokens(100)))
                    .extracting(BudgetBalance::key)
                    .containsExactly(key);
        }
        assertThat(elsewhere.balances("per-user", "", 100))
                .extracting(balance -> balance.key().holder())
                .containsExactlyInAnyOrderElementsOf(OddNames.ALL);
    }

    @Test
    void whatIsSetAsideIsNotThereForOthers() {
        assertThat(take(60, share(ANN, 100))).isNotNull();

        assertThat(take(41, share(ANN, 100))).isNull();
        assertThat(take(40, share(ANN, 100))).isNotNull();
        assertThat(store.balance(ANN).reserved()).isEqualTo(tokens(100));
        assertThat(store.balance(ANN).used()).isEqualTo(Amount.NONE);
    }

    @Test
    void whatIsLeftAfterSettlingIsThereAgain() {
        String id = take(100, share(ANN, 100));

        assertThat(store.settle(id, tokens(30))).containsExactly(new BudgetBalance(ANN, tokens(30), Amount.NONE));
        assertThat(take(70, share(ANN, 100))).isNotNull();
    }

    @Test
    void whatWasReleasedWasNeverThere() {
        store.release(take(100, share(ANN, 100)));

        assertThat(store.balance(ANN)).isEqualTo(new BudgetBalance(ANN, Amount.NONE, Amount.NONE));
        assertThat(take(100, share(ANN, 100))).isNotNull();
    }

    @Test
    void moreThanTheEstimateIsCountedAndLeavesNothing() {
        store.settle(take(10, share(ANN, 100)), tokens(130));

        assertThat(store.balance(ANN).used()).isEqualTo(tokens(130));
        assertThat(take(0, share(ANN, 100))).isNull();
    }

    @Test
    void aBudgetThatIsUsedUpExactlyLeavesNothing() {
        store.settle(take(100, share(ANN, 100)), tokens(100));

        assertThat(take(0, share(ANN, 100))).isNull();
    }

    @Test
    void usedUpCallsMatterToCallsOnly() {
        Share calls = new Share(ANN, new Amount(Long.MAX_VALUE, 100, 1, Long.MAX_VALUE), null);
        store.settle(take(new Amount(0, 0, 1, 0), calls), new Amount(0, 0, 1, 0));

        assertThat(take(new Amount(0, 0, 1, 0), calls)).isNull();
        assertThat(take(50, calls)).isNotNull();
    }

    @Test
    void eachThingThatIsCountedHasItsOwnLimit() {
        Share share = new Share(ANN, new Amount(10, 10, 10, 10), null);

        assertThat(take(new Amount(11, 0, 0, 0), share)).isNull();
        assertThat(take(new Amount(0, 11, 0, 0), share)).isNull();
        assertThat(take(new Amount(0, 0, 11, 0), share)).isNull();
        assertThat(take(new Amount(0, 0, 0, 11), share)).isNull();
        assertThat(take(new Amount(10, 10, 10, 10), share)).isNotNull();
    }

    @Test
    void severalBudgetsTakeItTogetherOrNotAtAll() {
        assertThat(take(80, share(ALL, 100))).isNotNull();

        assertThat(store.reserve(
                        new BudgetReservation("r", "me", tokens(30), List.of(share(ANN, 100), share(ALL, 100)), LEASE)))
                .contains(new BudgetBalance(ALL, Amount.NONE, tokens(80)));
        assertThat(store.balance(ANN)).isEqualTo(new BudgetBalance(ANN, Amount.NONE, Amount.NONE));
    }

    @Test
    void settlingCountsInAllOfThem() {
        String id = take(10, share(ANN, 100), share(ALL, 100));

        assertThat(store.settle(id, tokens(7))).extracting(BudgetBalance::key).containsExactly(ANN, ALL);
        assertThat(store.balance(ANN).used()).isEqualTo(tokens(7));
        assertThat(store.balance(ALL).used()).isEqualTo(tokens(7));
    }

    @Test
    void whoeverSettlesOrReleasesAgainChangesNothing() {
        String id = take(10, share(ANN, 100));
        store.settle(id, tokens(10));

        assertThat(store.settle(id, tokens(10))).isEmpty();
        store.release(id);

        assertThat(store.balance(ANN)).isEqualTo(new BudgetBalance(ANN, tokens(10), Amount.NONE));
    }

    @Test
    void theSameReservationIsMadeOnce() {
        BudgetReservation reservation =
                new BudgetReservation("same", "me", tokens(10), List.of(share(ANN, 100)), LEASE);
        store.reserve(reservation);

        assertThat(store.reserve(reservation)).isEmpty();
        assertThat(store.balance(ANN).reserved()).isEqualTo(tokens(10));
    }

    @Test
    void holdersDoNotShare() {
        assertThat(take(100, share(ANN, 100))).isNotNull();

        assertThat(take(100, share(BOB, 100))).isNotNull();
    }

    @Test
    void whatADeadOwnerHeldIsRecoveredOnce() throws Exception {
        String id = take(60, share(ANN, 100), share(ALL, 100));
        advance(LEASE);

        assertThat(store.recover()).extracting(BudgetReservation::id).containsExactly(id);
        assertThat(store.recover()).isEmpty();
        assertThat(store.balance(ANN).reserved()).isEqualTo(Amount.NONE);
        assertThat(store.balance(ALL).reserved()).isEqualTo(Amount.NONE);
    }

    @Test
    void aLeaseThatStillRunsIsNotRecovered() throws Exception {
        take(60, share(ANN, 100));
        advance(LEASE.minus(MOMENT));

        assertThat(store.recover()).isEmpty();
        assertThat(take(60, share(ANN, 100))).isNull();
    }

    @Test
    void leasesThatEndedDoNotStandInTheWay() throws Exception {
        take(100, share(ANN, 100));
        advance(LEASE);

        assertThat(take(100, share(ANN, 100))).isNotNull();
    }

    @Test
    void anOwnerWhoWasOnlySlowIsCountedAfterAll() throws Exception {
        String id = take(60, share(ANN, 100));
        advance(LEASE);
        store.recover();

        store.settle(id, tokens(40));
        store.settle(id, tokens(40));

        assertThat(store.balance(ANN)).isEqualTo(new BudgetBalance(ANN, tokens(40), Amount.NONE));
    }

    @Test
    void manyWhoRecoverAtOnceRecoverEachReservationOnce() throws Exception {
        List<String> taken =
                IntStream.range(0, 50).mapToObj(i -> take(1, share(ANN, 100))).toList();
        advance(LEASE);

        List<String> recovered = Together.run(8, i -> (i % 2 == 0 ? store : elsewhere).recover()).stream()
                .flatMap(List::stream)
                .map(BudgetReservation::id)
                .toList();

        assertThat(recovered).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(store.balance(ANN).reserved()).isEqualTo(Amount.NONE);
    }

    @Test
    void aBudgetIsForgottenOnlyWhenItsTimeIsOver() throws Exception {
        Instant end = now().plus(Duration.ofDays(1));
        Share today = new Share(ANN, limit(100), end);
        store.settle(take(100, today), tokens(100));

        advance(Duration.ofDays(1).minus(MOMENT));
        assertThat(take(1, today)).isNull();

        advance(MOMENT);
        store.recover();
        assertThat(store.balance(ANN).used()).isEqualTo(Amount.NONE);
    }

    @Test
    void sumsThatAreTooLargeStayLarge() {
        Share counted = new Share(ANN, Amount.UNLIMITED, null);
        store.settle(take(0, counted), tokens(Long.MAX_VALUE));
        store.settle(take(0, counted), tokens(Long.MAX_VALUE));

        assertThat(store.balance(ANN).used()).isEqualTo(tokens(Long.MAX_VALUE));
        assertThat(take(0, share(ANN, 100))).isNull();
    }

    @Test
    void manyThreadsNeverPassTheLimitAndLoseNothing() throws Exception {
        int threads = 64;
        long limit = 25L * threads * amounts();
        AtomicLong above = new AtomicLong();

        List<Long> spent = Together.run(threads, thread -> {
            Random random = new Random(thread);
            BudgetStore mine = thread % 2 == 0 ? store : elsewhere;
            long sum = 0;
            for (int i = 0; i < amounts(); i++) {
                long estimate = random.nextInt(100);
                String id = take(mine, tokens(estimate), share(ANN, limit), share(ALL, 2 * limit));
                if (id == null) {
                    continue;
                }
                if (random.nextInt(10) == 0) {
                    mine.release(id);
                } else {
                    long actual = random.nextInt((int) estimate + 1);
                    mine.settle(id, tokens(actual));
                    sum += actual;
                }
                if (store.balance(ANN).committed().tokens() > limit) {
                    above.incrementAndGet();
                }
            }
            return sum;
        });

        long all = spent.stream().mapToLong(Long::longValue).sum();
        assertThat(above).hasValue(0);
        assertThat(store.balance(ANN)).isEqualTo(new BudgetBalance(ANN, tokens(all), Amount.NONE));
        assertThat(store.balance(ALL)).isEqualTo(new BudgetBalance(ALL, tokens(all), Amount.NONE));
    }

    @Test
    void aLimitIsReachedButNeverPassed() throws Exception {
        List<List<String>> taken = Together.run(16, thread -> {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String id = take(thread % 2 == 0 ? store : elsewhere, tokens(3), share(ANN, 1_000));
                if (id != null) {
                    ids.add(id);
                }
            }
            return ids;
        });

        assertThat(taken.stream().mapToInt(List::size).sum()).isEqualTo(333);
        assertThat(store.balance(ANN).reserved()).isEqualTo(tokens(999));
    }
}
