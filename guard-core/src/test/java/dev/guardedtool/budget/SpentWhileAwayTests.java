package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was spent while the store could not be reached is counted once it can be, and once only. */
class SpentWhileAwayTests {

    private final InMemoryBudgetStore store = new InMemoryBudgetStore(10, new TestClock());
    private final Deque<Runnable> beats = new ArrayDeque<>();
    private final Unsettled unsettled = new Unsettled((pause, beat) -> beats.add(beat));
    private boolean away;
    private boolean answersLost;

    private void settle(String id) {
        if (away) {
            throw new IllegalStateException("unreachable");
        }
        store.settle(id, BudgetStoreContract.tokens(7));
        if (answersLost) {
            throw new IllegalStateException("no answer");
        }
    }

    private void spend(String id) {
        store.reserve(new BudgetReservation(
                id,
                "me",
                BudgetStoreContract.tokens(10),
                List.of(BudgetStoreContract.share(BudgetStoreContract.ANN, 100)),
                Duration.ofMinutes(1)));
        unsettled.tell(() -> settle(id));
    }

    private Amount used() {
        return store.balance(BudgetStoreContract.ANN).used();
    }

    private void beat() {
        assertThat(beats).hasSize(1);
        beats.remove().run();
    }

    @Test
    void itIsCountedOnceTheStoreIsThereAgain() {
        away = true;
        spend("one");
        spend("two");
        beat();
        assertThat(used()).isEqualTo(Amount.NONE);

        away = false;
        beat();

        assertThat(used()).isEqualTo(BudgetStoreContract.tokens(14));
        assertThat(beats).isEmpty();
    }

    @Test
    void itIsCountedOnceWhenTheAnswerWasLost() {
        answersLost = true;
        spend("one");
        answersLost = false;
        beat();

        assertThat(used()).isEqualTo(BudgetStoreContract.tokens(7));
    }

    @Test
    void itIsToldALastTimeWhenTheGuardIsClosedAndNotTriedAgainThen() {
        away = true;
        spend("one");
        away = false;
        unsettled.close();
        assertThat(used()).isEqualTo(BudgetStoreContract.tokens(7));

        beats.clear();
        away = true;
        spend("two");
        assertThat(beats).isEmpty();
    }

    @Test
    void nothingRunsWhileNothingIsOwed() {
        spend("one");

        assertThat(beats).isEmpty();
    }

    @Test
    void whatCannotBeToldAtAllDoesNotKeepTheRestBack() {
        unsettled.tell(() -> {
            throw new IllegalStateException("never");
        });
        away = true;
        spend("one");
        away = false;
        beat();
        beat();

        assertThat(used()).isEqualTo(BudgetStoreContract.tokens(7));
    }
}
