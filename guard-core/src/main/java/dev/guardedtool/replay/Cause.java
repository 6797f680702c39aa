package dev.guardedtool.replay;

import dev.guardedtool.DecisionType;
import java.util.Comparator;
import java.util.Objects;

/**
 * What decisions are counted by. Ordered by dataset, reason and decision.
 *
 * @param dataset the dataset
 * @param decision what would have been decided; for warnings {@link DecisionType#ALLOW}
 * @param reason the code of the reason, for warnings that of the warning
 */
public record Cause(String dataset, DecisionType decision, String reason) implements Comparable<Cause> {

    private static final Comparator<Cause> ORDER =
            Comparator.comparing(Cause::dataset).thenComparing(Cause::reason).thenComparing(Cause::decision);

    public Cause {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(reason, "reason");
    }

    static Cause of(String dataset, ReplayedDecision decision) {
        String reason = decision.warning() == null
                ? decision.reason().code()
                : decision.warning().code();
        return new Cause(dataset, decision.type(), reason);
    }

    @Override
    public int compareTo(Cause other) {
        return ORDER.compare(this, other);
    }
}
