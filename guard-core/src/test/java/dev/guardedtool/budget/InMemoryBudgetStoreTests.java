package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.budget.BudgetReservation.Share;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store in memory keeps what every store keeps, and keeps itself small. */
class InMemoryBudgetStoreTests extends BudgetStoreContract {

    private static final int DISTINCT = 100_000;

    @Override
    BudgetStore create(int maxEntries) {
        return new InMemoryBudgetStore(maxEntries, clock);
    }

    @Test
    void nothingIsLeftOfManyHoldersOnceTheirPeriodIsOver() {
        InMemoryBudgetStore store = new InMemoryBudgetStore(DISTINCT, clock);
        for (int i = 0; i < DISTINCT; i++) {
            Share share = new Share(
                    new BudgetKey("daily", "user " + i, "2026-01-01"),
                    limit(100),
                    clock.instant().plus(Duration.ofDays(1)));
            BudgetReservation reservation =
                    new BudgetReservation("r" + i, "me", tokens(1), List.of(share), Duration.ofMinutes(1));
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
