package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.ToolName;
import org.junit.jupiter.api.Test;

/** Attempts in memory. */
class InMemoryAttemptStoreTests extends AttemptStoreContract {

    private static final int SIZE = 50;

    @Override
    protected AttemptStore store() {
        return new InMemoryAttemptStore(SIZE);
    }

    @Test
    void aFullStoreRefusesAndForgetsNothing() {
        AttemptStore store = store();
        ToolName tool = ToolName.of("refund");
        for (int run = 0; run < SIZE; run++) {
            store.increment("r" + run, tool, 1);
        }

        assertThatThrownBy(() -> store.increment("one more", tool, 1)).isInstanceOf(StoreFullException.class);
        for (int run = 0; run < SIZE; run++) {
            assertThat(store.increment("r" + run, tool, 1).granted()).isFalse();
        }
    }
}
