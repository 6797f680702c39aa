package dev.guardedtool.fault;

import dev.guardedtool.check.Outcome;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.policy.CircuitFailures;
import dev.guardedtool.policy.FailureKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome says about the dependency.
 *
 * @param said what counts
 * @param when tells of a result that came back whether it is a failure; null for none
 */
record FailureRules(CircuitFailures said, @Nullable Expression when) {

    /** What one outcome says. */
    enum Verdict {
        SUCCESS,
        FAILURE,

        /** It says nothing either way. */
        NEITHER
    }

    Verdict judge(Outcome outcome) {
        return outcome.result().ok() ? judgeResult(outcome) : judgeFailure(FailureSigns.of(outcome));
    }

    private Verdict judgeResult(Outcome outcome) {
        if (when == null) {
            return Verdict.SUCCESS;
        }
        try {
            Object failed = when.evaluate(outcome.variables());
            return failed instanceof Boolean yes ? (yes ? Verdict.FAILURE : Verdict.SUCCESS) : Verdict.NEITHER;
        } catch (RuntimeException e) {
            return Verdict.NEITHER;
        }
    }

    Verdict judgeFailure(FailureSigns signs) {
        if (names(said.ignore(), signs)) {
            return Verdict.NEITHER;
        }
        if (names(said.failOn(), signs)) {
            return Verdict.FAILURE;
        }
        FailureKind kind = signs.kind();
        if (said.ignore().contains(kind.code())) {
            return Verdict.NEITHER;
        }
        boolean counts = said.preset().counts(kind) || said.failOn().contains(kind.code());
        return counts ? Verdict.FAILURE : Verdict.NEITHER;
    }

    private static boolean names(Set<String> known, FailureSigns signs) {
        return !known.isEmpty()
                && (signs.codes().stream().anyMatch(known::contains)
                        || signs.thrown().stream().anyMatch(thrown -> Failures.isOf(thrown, known)));
    }
}
