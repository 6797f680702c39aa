package dev.guardedtool.replay.report;

import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.ReplayedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the one or two configurations say to one event of a run; at least one of them steps in.
 *
 * @param first the first configuration's intervention, or null where it lets things go
 * @param second likewise the second configuration's, and null where there is none
 */
record Ruling(@Nullable ReplayedDecision first, @Nullable ReplayedDecision second) {

    Ruling {
        if (first == null && second == null) {
            throw new IllegalArgumentException("nobody steps in");
        }
    }

    /** Where in a run somebody steps in, in order. */
    static List<Ruling> of(ReplayedRun first, @Nullable ReplayedRun second) {
        SortedMap<Integer, Ruling> rulings = new TreeMap<>();
        for (ReplayedDecision decision : first.decisions()) {
            if (decision.intervention()) {
                rulings.put(decision.event(), new Ruling(decision, null));
            }
        }
        if (second != null) {
            for (ReplayedDecision decision : second.decisions()) {
                if (decision.intervention()) {
                    rulings.merge(decision.event(), new Ruling(null, decision), (one, other) -> one.and(other));
                }
            }
        }
        return new ArrayList<>(rulings.values());
    }

    private Ruling and(Ruling other) {
        return new Ruling(first, other.second);
    }

    /** Either of the decisions, for what they have in common. */
    ReplayedDecision any() {
        return first == null ? Objects.requireNonNull(second) : first;
    }

    int event() {
        return any().event();
    }

    boolean is(Predicate<ReplayedDecision> which) {
        return (first != null && which.test(first)) || (second != null && which.test(second));
    }

    /** Whether it matters which configuration there is. */
    boolean differs() {
        return !Objects.equals(Rule.ofNullable(first), Rule.ofNullable(second));
    }
}
