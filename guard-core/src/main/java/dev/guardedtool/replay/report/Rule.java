package dev.guardedtool.replay.report;

import dev.guardedtool.DecisionType;
import dev.guardedtool.replay.ReplayedDecision;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What spoke against a call or text, as far as it can be told from outside.
 *
 * @param decision what was decided
 * @param reason the code of the reason
 */
record Rule(DecisionType decision, String reason) implements Comparable<Rule> {

    private static final Comparator<Rule> ORDER =
            Comparator.comparing(Rule::reason).thenComparing(Rule::decision);

    static Rule of(ReplayedDecision decision) {
        return new Rule(decision.type(), decision.reason().code());
    }

    static @Nullable Rule ofNullable(@Nullable ReplayedDecision decision) {
        return decision == null ? null : of(decision);
    }

    @Override
    public int compareTo(Rule other) {
        return ORDER.compare(this, other);
    }
}
