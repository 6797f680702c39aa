package dev.guardedtool.replay;

/**
 * How many runs there are, and in how many of them the guard would have stepped in.
 *
 * @param runs all of them
 * @param touched runs in which something would have been answered with anything but allow
 * @param harmed runs in which at least one intervention would have been harmful
 * @param suppressed runs in which a successful call of a declared write would not have run
 */
public record RunCounts(long runs, long touched, long harmed, long suppressed) {

    /** No runs. */
    public static final RunCounts NONE = new RunCounts(0, 0, 0, 0);

    static RunCounts of(ReplayedRun run) {
        return new RunCounts(1, run.touched() ? 1 : 0, run.harmed() ? 1 : 0, run.suppressedWrite() ? 1 : 0);
    }

    /** These and those. */
    public RunCounts plus(RunCounts other) {
        return new RunCounts(
                runs + other.runs, touched + other.touched, harmed + other.harmed, suppressed + other.suppressed);
    }
}
