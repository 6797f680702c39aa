package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.testing.OddNames;
import dev.guardedtool.testing.Together;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of attempts does. */
public abstract class AttemptStoreContract {

    private static final ToolName TOOL = ToolName.of("refund");

    private AttemptStore store;
    private AttemptStore elsewhere;

    /** An empty store. */
    protected abstract AttemptStore store() throws Exception;

    /** The same store as another process sees it. */
    protected AttemptStore elsewhere() {
        return store;
    }

    @BeforeEach
    void begin() throws Exception {
        store = store();
        elsewhere = elsewhere();
    }

    @Test
    void refusesBeyondTheLimitAndGoesOnCounting() {
        assertThat(store.increment("r1", TOOL, 2)).isEqualTo(new Attempts(true, 1));
        assertThat(store.increment("r1", TOOL, 2)).isEqualTo(new Attempts(true, 2));
        assertThat(store.increment("r1", TOOL, 2)).isEqualTo(new Attempts(false, 3));
        assertThat(store.increment("r1", TOOL, 2)).isEqualTo(new Attempts(false, 4));
    }

    @Test
    void noAttemptIsALimitAsWell() {
        assertThat(store.increment("r1", TOOL, 0)).isEqualTo(new Attempts(false, 1));
    }

    @Test
    void runsAndToolsAreCountedApart() {
        store.increment("r1", TOOL, 1);

        assertThat(store.increment("r2", TOOL, 1).granted()).isTrue();
        assertThat(store.increment("r1", ToolName.of("mail"), 1).granted()).isTrue();
    }

    @Test
    void whateverIsInANameCountsForItself() {
        for (String name : OddNames.ALL) {
            assertThat(store.increment(name, TOOL, 1).granted()).isTrue();
            assertThat(store.increment("r1", ToolName.of(name), 1).granted()).isTrue();
        }

        for (String name : OddNames.ALL) {
            assertThat(elsewhere.increment(name, TOOL, 1).granted()).isFalse();
            assertThat(elsewhere.increment("r1", ToolName.of(name), 1).granted())
                    .isFalse();
        }
    }

    @Test
    void whatIsGivenBackCanBeGrantedAgainWhateverWasRefusedMeanwhile() {
        store.increment("r1", TOOL, 1);
        store.increment("r1", TOOL, 1);
        store.increment("r1", TOOL, 1);

        store.decrement("r1", TOOL);

        assertThat(store.increment("r1", TOOL, 1).granted()).isTrue();
        assertThat(store.increment("r1", TOOL, 1).granted()).isFalse();
    }

    @Test
    void nothingIsGivenBackThatWasNotGranted() {
        store.decrement("r1", TOOL);
        store.increment("r1", TOOL, 1);
        store.decrement("r1", TOOL);
        store.decrement("r1", TOOL);

        assertThat(store.increment("r1", TOOL, 1).granted()).isTrue();
        assertThat(store.increment("r1", TOOL, 1).granted()).isFalse();
    }

    @Test
    void neverMoreThanTheLimitHoweverManyTry() throws Exception {
        List<Integer> granted = Together.run(16, thread -> {
            int mine = 0;
            for (int i = 0; i < 50; i++) {
                mine += (thread % 2 == 0 ? store : elsewhere)
                                .increment("r1", TOOL, 7)
                                .granted()
                        ? 1
                        : 0;
            }
            return mine;
        });

        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(7);
        assertThat(store.increment("r1", TOOL, 7).used()).isEqualTo(16 * 50 + 1);
    }
}
