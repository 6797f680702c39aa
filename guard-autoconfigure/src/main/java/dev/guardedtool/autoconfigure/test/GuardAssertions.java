package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.RunReport;

/** Assertions on what the guard did. */
public final class GuardAssertions {

    private GuardAssertions() {}

    /** On the calls of one run, tool by tool. */
    public static RecordedRunAssert assertThat(RecordedRun run) {
        return new RecordedRunAssert(run);
    }

    /** On the only run that was recorded; fails if there was none, or more than one. */
    public static RecordedRunAssert assertThat(RecordedEvents events) {
        return new RecordedRunAssert(events.run());
    }

    /** On the figures of a run as they are now. */
    public static RunReportAssert assertThat(GuardRun run) {
        return new RunReportAssert(run.report());
    }

    /** On the figures of a run. */
    public static RunReportAssert assertThat(RunReport report) {
        return new RunReportAssert(report);
    }
}
