package dev.guardedtool.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetBalance;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.BudgetReservation;
import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.budget.BudgetStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Budgets in a real Redis are kept as by every store. */
@ExtendWith(Redis.Stopped.class)
class RedisBudgetStoreTests extends BudgetStoreContract {

    private Redis.Two processes;

    @Override
    protected BudgetStore store() {
        processes = Redis.Two.fresh();
        return new RedisBudgetStore(processes.here(), "guard");
    }

    @Override
    protected BudgetStore elsewhere() {
        return new RedisBudgetStore(processes.there(), "guard");
    }

    @AfterEach
    void disconnect() {
        processes.close();
    }

    @Override
    protected void advance(Duration time) {
        processes.age(time);
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Override
    protected int amounts() {
        return 25;
    }

    private static BudgetReservation reservation(String id, String holder, @Nullable Instant expires) {
        Share share = new Share(new BudgetKey("daily", holder, "2026-01-01"), Amount.UNLIMITED, expires);
        return new BudgetReservation(id, "me", new Amount(0, 1, 0, 0), List.of(share), Duration.ofMinutes(1));
    }

    @Test
    void tellsTheMostSpentFirst() {
        BudgetStore store = store();
        for (int holder = 1; holder <= 9; holder++) {
            store.reserve(reservation("r" + holder, "user " + holder, null));
            store.settle("r" + holder, new Amount(0, holder, 0, 0));
        }

        assertThat(store.balances("daily", "2026-01-01", 2))
                .extracting(BudgetBalance::key)
                .extracting(BudgetKey::holder)
                .containsExactly("user 9", "user 8");
        assertThat(store.balances("daily", "2026-01-02", 2)).isEmpty();
        assertThat(store.balances("weekly", "2026-01-01", 2)).isEmpty();
    }

    @Test
    void nothingIsLeftOfManyHoldersOnceTheirPeriodIsOver() {
        BudgetStore store = store();
        Instant end = now().plus(Duration.ofDays(1));
        for (int holder = 0; holder < 500; holder++) {
            store.reserve(reservation("r" + holder, "user " + holder, end));
            if (holder % 2 == 0) {
                store.settle("r" + holder, new Amount(0, 1, 0, 0));
            }
        }

        processes.age(Duration.ofDays(2));
        assertThat(store.recover()).hasSize(250);
        processes.age(Duration.ofDays(2));
        for (int turn = 0; turn < 10; turn++) {
            store.recover();
        }

        assertThat(processes.here().connection().sync().dbsize()).isZero();
    }
}
