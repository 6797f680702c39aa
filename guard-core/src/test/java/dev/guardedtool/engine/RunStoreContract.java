package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.testing.OddNames;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of runs does. */
public abstract class RunStoreContract {

    /** For how long the stores that are tested keep a snapshot. */
    protected static final Duration KEEP = Duration.ofHours(1);

    private static final Duration MOMENT = Duration.ofMinutes(5);

    private RunStore store;
    private RunStore elsewhere;

    /** An empty store. */
    protected abstract RunStore store() throws Exception;

    /** The same store as another process sees it. */
    protected RunStore elsewhere() {
        return store;
    }

    /** Lets that much time pass for the store. */
    protected abstract void advance(Duration by) throws Exception;

    @BeforeEach
    void begin() throws Exception {
        store = store();
        elsewhere = elsewhere();
    }

    static RunSnapshot snapshot(String runId, int calls) {
        return new RunSnapshot(
                RunSnapshot.VERSION, "key", runId, Map.of("calls", Map.of("größe \"x\"", calls, "seen", List.of("a"))));
    }

    @Test
    void whatWasSavedIsFoundElsewhereAsItWas() {
        store.save(snapshot("one", 1));
        store.save(snapshot("two", 2));

        assertThat(elsewhere.find("one")).contains(snapshot("one", 1));
        assertThat(elsewhere.find("two")).contains(snapshot("two", 2));
        assertThat(elsewhere.find("three")).isEmpty();
    }

    @Test
    void whateverIsInANameIsARunOfItsOwn() {
        OddNames.ALL.forEach(name -> store.save(odd(name)));

        OddNames.ALL.forEach(name -> assertThat(elsewhere.find(name)).contains(odd(name)));
    }

    private static RunSnapshot odd(String name) {
        return new RunSnapshot(RunSnapshot.VERSION, "key", name, Map.of("calls", Map.of(name, name)));
    }

    @Test
    void theLatestSnapshotOfARunIsKept() {
        store.save(snapshot("one", 1));
        elsewhere.save(snapshot("one", 2));

        assertThat(store.find("one")).contains(snapshot("one", 2));
    }

    @Test
    void aSnapshotIsForgottenWhenItsTimeIsOver() throws Exception {
        store.save(snapshot("one", 1));

        advance(KEEP.minus(MOMENT));
        assertThat(store.find("one")).isPresent();
        store.save(snapshot("one", 2));
        advance(KEEP.minus(MOMENT));
        assertThat(store.find("one")).isPresent();
        advance(MOMENT);
        assertThat(store.find("one")).isEmpty();
        assertThat(store.take("one")).isEmpty();
    }

    @Test
    void ofManyWhoTakeARunOneGoesOnWithIt() throws Exception {
        store.save(snapshot("one", 1));

        List<Optional<RunSnapshot>> taken =
                Together.run(8, thread -> (thread % 2 == 0 ? store : elsewhere).take("one"));

        assertThat(taken).filteredOn(Optional::isPresent).containsExactly(Optional.of(snapshot("one", 1)));
        assertThat(store.find("one")).isEmpty();
        store.save(snapshot("one", 2));
        assertThat(elsewhere.take("one")).contains(snapshot("one", 2));
    }

    @Test
    void manyWhoSaveAtOnceKeepOneOfTheirSnapshots() throws Exception {
        Together.run(8, thread -> {
            (thread % 2 == 0 ? store : elsewhere).save(snapshot("one", thread));
            return true;
        });

        assertThat(store.find("one")).isPresent();
    }
}
