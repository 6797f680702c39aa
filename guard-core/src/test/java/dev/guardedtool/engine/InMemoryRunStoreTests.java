package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs in memory. */
class InMemoryRunStoreTests extends RunStoreContract {

    private final TestClock clock = new TestClock();

    @Override
    protected RunStore store() {
        return new InMemoryRunStore(50, KEEP, clock);
    }

    @Override
    protected void advance(Duration by) {
        clock.advance(by);
    }

    @Test
    void aFullStoreRefusesAndForgetsNothing() {
        RunStore store = new InMemoryRunStore(2, KEEP, clock);
        store.save(snapshot("one", 1));
        store.save(snapshot("two", 1));

        assertThatThrownBy(() -> store.save(snapshot("three", 1))).isInstanceOf(RunStoreFullException.class);
        store.save(snapshot("two", 2));
        assertThat(store.find("one")).isPresent();
        clock.advance(KEEP);
        store.save(snapshot("three", 1));
        assertThat(store.find("three")).isPresent();
    }
}
