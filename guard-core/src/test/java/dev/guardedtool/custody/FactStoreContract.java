package dev.guardedtool.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.FactScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of facts does. A store that keeps its own time moves it with {@link #advance}. */
public abstract class FactStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final FactKey ONE = fact("ann", "order", "1");
    private static final FactKey TWO = fact("ann", "order", "2");

    private final TestClock clock = new TestClock();
    private final FactStore store = store(3, clock);

    /** An empty store for that many facts. */
    protected abstract FactStore store(int maxEntries, TestClock clock);

    /** Lets time pass for the store. */
    protected void advance(Duration by) {
        clock.advance(by);
    }

    private static FactKey fact(String principal, String kind, String value) {
        return new FactKey(FactScope.SESSION, "", principal, "talk", kind, Fingerprint.parse(value.repeat(64)));
    }

    private boolean holds(FactKey fact) {
        return store.find(List.of(fact)).contains(fact);
    }

    @Test
    void aFactHoldsUntilItExpires() {
        store.mint(List.of(ONE), MINUTE);

        advance(MINUTE.minusMillis(1));
        assertThat(holds(ONE)).isTrue();
        advance(Duration.ofMillis(1));
        assertThat(holds(ONE)).isFalse();
        assertThat(store.consume(List.of(ONE), "a")).isFalse();
    }

    @Test
    void provingAgainExtendsAndNeverShortens() {
        store.mint(List.of(ONE), MINUTE);
        store.mint(List.of(ONE), Duration.ofSeconds(1));
        advance(Duration.ofSeconds(59));
        assertThat(holds(ONE)).isTrue();

        store.mint(List.of(ONE), MINUTE);
        advance(Duration.ofSeconds(59));
        assertThat(holds(ONE)).isTrue();
    }

    @Test
    void whatDiffersInAnyPartIsAnotherFact() {
        store.mint(List.of(ONE), MINUTE);

        assertThat(store.find(List.of(TWO, fact("bob", "order", "1"), fact("ann", "orders", "1"), ONE)))
                .isEqualTo(Set.of(ONE));
    }

    @Test
    void aFullStoreTakesAllOrNoneAndForgetsNothing() {
        store.mint(List.of(ONE, TWO), MINUTE);

        assertThatThrownBy(() -> store.mint(List.of(fact("ann", "order", "3"), fact("ann", "order", "4")), MINUTE))
                .isInstanceOf(FactStoreFullException.class);
        assertThat(holds(fact("ann", "order", "3"))).isFalse();
        assertThat(holds(ONE)).isTrue();
        store.mint(List.of(ONE, TWO, ONE, fact("ann", "order", "3")), MINUTE);
        advance(MINUTE);
        store.mint(List.of(fact("ann", "order", "4"), fact("ann", "order", "5")), MINUTE);
        assertThat(holds(fact("ann", "order", "5"))).isTrue();
    }

    @Test
    void whatIsUsedUpIsGoneForOthers() {
        store.mint(List.of(ONE, TWO), MINUTE);

        assertThat(store.consume(List.of(ONE), "a")).isTrue();

        assertThat(holds(ONE)).isFalse();
        assertThat(store.consume(List.of(ONE), "a")).isTrue();
        assertThat(store.consume(List.of(TWO, ONE), "b")).isFalse();
        assertThat(holds(TWO)).isTrue();
    }

    @Test
    void onlyWhoUsedAFactUpGivesItBack() {
        store.mint(List.of(ONE), MINUTE);
        store.consume(List.of(ONE), "a");

        store.giveBack(List.of(ONE), "b");
        assertThat(holds(ONE)).isFalse();
        store.giveBack(List.of(ONE, TWO), "a");
        assertThat(holds(ONE)).isTrue();
        assertThat(holds(TWO)).isFalse();
        advance(MINUTE);
        assertThat(holds(ONE)).isFalse();
    }

    @Test
    void whatWasProvenAnewIsNotGivenBackByAnEarlierCall() {
        store.mint(List.of(ONE), MINUTE);
        store.consume(List.of(ONE), "a");
        store.mint(List.of(ONE), MINUTE);
        assertThat(store.consume(List.of(ONE), "b")).isTrue();

        store.giveBack(List.of(ONE), "a");

        assertThat(holds(ONE)).isFalse();
    }

    @Test
    void ofManyCallsAtOnceOneUsesAFactUp() throws Exception {
        store.mint(List.of(ONE), MINUTE);

        List<Boolean> used = Together.run(8, thread -> store.consume(List.of(ONE), "call-" + thread));

        assertThat(used).containsOnlyOnce(true);
    }
}
