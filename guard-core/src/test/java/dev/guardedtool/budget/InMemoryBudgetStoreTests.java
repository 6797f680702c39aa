package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store in memory keeps what every store keeps, and keeps itself small. */
class InMemoryBudgetStoreTests extends BudgetStoreContract {

    private static final int DISTINCT = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();

    @Override
    protected BudgetStore store() {
        return new InMemoryBudgetStore(1_000, clock);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }

    private static boolean take(BudgetStore store, String id, long tokens, BudgetKey key) {
        return store.reserve(new BudgetReservation(id, "me", tokens(tokens), List.of(share(key, 100)), MINUTE))
                .isEmpty();
    }

    @Test
    void leasesEndToTheMillisecond() {
        BudgetStore store = store();
        take(store, "one", 100, ANN);

        clock.advance(MINUTE.minusMillis(1));
        assertThat(store.recover()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(store.recover()).hasSize(1);
    }

    @Test
    void aFullStoreRefusesAndForgetsNothing() {
        BudgetStore store = new InMemoryBudgetStore(2, clock);
        take(store, "ann", 100, ANN);
        store.settle("ann", tokens(100));
        take(store, "bob", 1, BOB);
        store.settle("bob", tokens(1));

        assertThatThrownBy(() -> take(store, "all", 1, ALL)).isInstanceOf(BudgetStoreFullException.class);
        assertThat(take(store, "ann again", 1, ANN)).isFalse();
        assertThat(take(store, "bob again", 1, BOB)).isTrue();
    }

    @Test
    void whatWasRefusedTakesNoRoom() {
        BudgetStore store = new InMemoryBudgetStore(1, clock);
        assertThat(take(store, "ann", 101, ANN)).isFalse();
        take(store, "bob", 1, BOB);
        store.release("bob");

        assertThat(take(store, "all", 1, ALL)).isTrue();
    }

    @Test
    void nothingIsLeftOfManyHoldersOnceTheirPeriodIsOver() {
        InMemoryBudgetStore store = new InMemoryBudgetStore(DISTINCT, clock);
        for (int i = 0; i < DISTINCT; i++) {
            Share share = new Share(
                    new BudgetKey("daily", "user " + i, "2026-01-01"),
                    limit(100),
                    clock.instant().plus(Duration.ofDays(1)));
            BudgetReservation reservation = new BudgetReservation("r" + i, "me", tokens(1), List.of(share), MINUTE);
            assertThat(store.reserve(reservation)).isEmpty();
            if (i % 2 == 0) {
                store.settle("r" + i, tokens(1));
            }
        }
        assertThat(store.size()).isEqualTo(DISTINCT + DISTINCT / 2);

        clock.advance(Duration.ofDays(1));
        assertThat(store.recover()).hasSize(DISTINCT / 2);
        for (int i = 1; i < DISTINCT; i += 2) {
            store.release("r" + i);
        }
        store.recover();

        assertThat(store.size()).isZero();
    }
}
