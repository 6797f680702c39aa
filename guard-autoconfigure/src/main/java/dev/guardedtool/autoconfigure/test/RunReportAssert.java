package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.DecisionType;
import dev.guardedtool.Money;
import dev.guardedtool.Reason;
import dev.guardedtool.engine.RunReport;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the figures of a run. */
public final class RunReportAssert extends AbstractAssert<RunReportAssert, RunReport> {

    RunReportAssert(RunReport actual) {
        super(actual, RunReportAssert.class);
    }

    /** So many calls ran and came back. */
    public RunReportAssert executed(int calls) {
        return figure("executed calls", calls, actual.executed());
    }

    /** So many of the calls that ran failed. */
    public RunReportAssert failed(int calls) {
        return figure("failed calls", calls, actual.failed());
    }

    /** So many calls did not run, for whatever reason. */
    public RunReportAssert refused(int calls) {
        return figure("refused calls", calls, actual.refused());
    }

    /** So many calls were answered that way. */
    public RunReportAssert refused(DecisionType type, int calls) {
        return figure(type.code() + " answers", calls, actual.refused(type));
    }

    /** That reason was given so many times. */
    public RunReportAssert gave(Reason reason, int times) {
        return figure("answers because of " + reason.code(), times, actual.count(reason.code()));
    }

    /** The run spent exactly that, a decimal in the budget's currency. */
    public RunReportAssert spent(String amount) {
        return figure("money spent", Money.of(amount), actual.subject("budget").getOrDefault("spent", Money.ZERO));
    }

    private RunReportAssert figure(String what, Object expected, Object was) {
        if (!expected.equals(was)) {
            failWithMessage("Expected %s to be <%s> in run %s but was <%s>", what, expected, actual.runId(), was);
        }
        return this;
    }
}
