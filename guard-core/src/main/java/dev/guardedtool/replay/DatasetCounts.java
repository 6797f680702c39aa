package dev.guardedtool.replay;

/**
 * What replaying the runs of a dataset comes to. Runs that called no tool are counted apart, since a guard of tool calls
 * can do nothing in them.
 *
 * @param calls all tool calls
 * @param withoutCalls runs that called no tool
 * @param successful runs that reached their goal and called a tool
 * @param failed runs that did not reach their goal and called a tool
 * @param unjudged runs that nobody judged and that called a tool
 */
public record DatasetCounts(long calls, long withoutCalls, RunCounts successful, RunCounts failed, RunCounts unjudged) {

    /** No runs. */
    public static final DatasetCounts NONE = new DatasetCounts(0, 0, RunCounts.NONE, RunCounts.NONE, RunCounts.NONE);

    static DatasetCounts of(ReplayedRun run) {
        int calls = run.recorded().calls();
        if (calls == 0) {
            return new DatasetCounts(0, 1, RunCounts.NONE, RunCounts.NONE, RunCounts.NONE);
        }
        RunCounts one = RunCounts.of(run);
        return switch (run.recorded().verdict()) {
            case SUCCESSFUL -> new DatasetCounts(calls, 0, one, RunCounts.NONE, RunCounts.NONE);
            case FAILED -> new DatasetCounts(calls, 0, RunCounts.NONE, one, RunCounts.NONE);
            case UNJUDGED -> new DatasetCounts(calls, 0, RunCounts.NONE, RunCounts.NONE, one);
        };
    }

    /** All runs, those without calls included. */
    public long runs() {
        return withoutCalls + successful.runs() + failed.runs() + unjudged.runs();
    }

    /** The runs that ended that way and called a tool. */
    public RunCounts of(Verdict verdict) {
        return switch (verdict) {
            case SUCCESSFUL -> successful;
            case FAILED -> failed;
            case UNJUDGED -> unjudged;
        };
    }

    /** These and those. */
    public DatasetCounts plus(DatasetCounts other) {
        return new DatasetCounts(
                calls + other.calls,
                withoutCalls + other.withoutCalls,
                successful.plus(other.successful),
                failed.plus(other.failed),
                unjudged.plus(other.unjudged));
    }
}
