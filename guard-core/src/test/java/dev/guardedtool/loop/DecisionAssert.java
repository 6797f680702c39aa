package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Says what a decision should be in the words of the manual. */
final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {

    private DecisionAssert(@Nullable Decision actual) {
        super(actual, DecisionAssert.class);
    }

    static DecisionAssert expect(@Nullable Decision decision) {
        return new DecisionAssert(decision);
    }

    void toRun() {
        isNotNull();
        assertThat(actual.allowed()).as("allowed, but was %s", actual.reason()).isTrue();
    }

    void toBeServed(Object payload) {
        because(Decision.Cache.class, GuardReason.IDENTICAL_TOOLCALL_LOOP_CACHE);
        assertThat(((Decision.Cache) actual).result().payload()).isEqualTo(payload);
    }

    void toBeBlocked() {
        because(Decision.Block.class, GuardReason.IDENTICAL_TOOLCALL_LOOP);
    }

    void toBeRewritten(GuardReason reason) {
        because(Decision.Rewrite.class, reason);
    }

    void toEscalate(GuardReason reason) {
        because(Decision.Escalate.class, reason);
    }

    void notToRun() {
        isNotNull();
        assertThat(actual.allowed()).isFalse();
    }

    private void because(Class<? extends Decision> type, GuardReason reason) {
        isNotNull();
        assertThat(actual).isInstanceOf(type);
        assertThat(actual.reason()).isEqualTo(reason);
    }
}
