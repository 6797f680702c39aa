package dev.guardedtool.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.FactScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.OddNames;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of facts does. */
public abstract class FactStoreContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final FactKey ONE = fact("ann", "order", "1");
    private static final FactKey TWO = fact("ann", "order", "2");

    private static final Duration MOMENT = Duration.ofMinutes(5);

    private FactStore store;
    private FactStore elsewhere;

    /** An empty store. */
    protected abstract FactStore store() throws Exception;

    /** The same store as another process sees it. */
    protected FactStore elsewhere() {
        return store;
    }

    /** Lets that much time pass for the store. */
    protected abstract void advance(Duration by) throws Exception;

    @BeforeEach
    void begin() throws Exception {
        store = store();
        elsewhere = elsewhere();
    }

    static FactKey fact(String principal, String kind, String value) {
        return new FactKey(FactScope.SESSION, "", principal, "talk", kind, Fingerprint.parse(value.repeat(64)));
    }

    private boolean holds(FactKey fact) {
        return store.find(List.of(fact)).contains(fact);
    }

    @Test
    void aFactHoldsUntilItExpires() throws Exception {
        store.mint(List.of(ONE), HOUR);

        advance(HOUR.minus(MOMENT));
        assertThat(holds(ONE)).isTrue();
        advance(MOMENT);
        assertThat(holds(ONE)).isFalse();
        assertThat(store.consume(List.of(ONE), "a")).isFalse();
    }

    @Test
    void provingAgainExtendsAndNeverShortens() throws Exception {
        store.mint(List.of(ONE), HOUR);
        store.mint(List.of(ONE), Duration.ofSeconds(1));
        advance(HOUR.minus(MOMENT));
        assertThat(holds(ONE)).isTrue();

        store.mint(List.of(ONE), HOUR);
        advance(HOUR.minus(MOMENT));
        assertThat(holds(ONE)).isTrue();
    }

    @Test
    void whatDiffersInAnyPartIsAnotherFact() {
        store.mint(List.of(ONE), HOUR);

        assertThat(store.find(List.of(TWO, fact("bob", "order", "1"), fact("ann", "orders", "1"), ONE)))
                .isEqualTo(Set.of(ONE));
    }

    @Test
    void whateverIsInANameIsAFactOfItsOwn() {
        List<FactKey> facts =
                OddNames.ALL.stream().map(name -> fact(name, name, "1")).toList();
        for (int i = 0; i < facts.size(); i++) {
            assertThat(holds(facts.get(i))).isFalse();
            store.mint(List.of(facts.get(i)), HOUR);
            assertThat(store.find(facts)).isEqualTo(Set.copyOf(facts.subList(0, i + 1)));
        }
    }

    @Test
    void whatIsUsedUpIsGoneForOthers() {
        store.mint(List.of(ONE, TWO), HOUR);

        assertThat(store.consume(List.of(ONE), "a")).isTrue();

        assertThat(holds(ONE)).isFalse();
        assertThat(store.consume(List.of(ONE), "a")).isTrue();
        assertThat(store.consume(List.of(TWO, ONE), "b")).isFalse();
        assertThat(holds(TWO)).isTrue();
    }

    @Test
    void onlyWhoUsedAFactUpGivesItBack() throws Exception {
        store.mint(List.of(ONE), HOUR);
        store.consume(List.of(ONE), "a");

        store.giveBack(List.of(ONE), "b");
        assertThat(holds(ONE)).isFalse();
        store.giveBack(List.of(ONE, TWO), "a");
        assertThat(holds(ONE)).isTrue();
        assertThat(holds(TWO)).isFalse();
        advance(HOUR);
        assertThat(holds(ONE)).isFalse();
    }

    @Test
    void whatWasProvenAnewIsNotGivenBackByAnEarlierCall() {
        store.mint(List.of(ONE), HOUR);
        store.consume(List.of(ONE), "a");
        store.mint(List.of(ONE), HOUR);
        assertThat(store.consume(List.of(ONE), "b")).isTrue();

        store.giveBack(List.of(ONE), "a");

        assertThat(holds(ONE)).isFalse();
    }

    @Test
    void ofManyCallsAtOnceOneUsesAFactUp() throws Exception {
        store.mint(List.of(ONE), HOUR);

        List<Boolean> used = Together.run(
                8, thread -> (thread % 2 == 0 ? store : elsewhere).consume(List.of(ONE), "call-" + thread));

        assertThat(used).containsOnlyOnce(true);
    }
}
