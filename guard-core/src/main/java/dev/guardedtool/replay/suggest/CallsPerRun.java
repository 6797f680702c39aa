package dev.guardedtool.replay.suggest;

import org.jspecify.annotations.Nullable;

/** How many calls there were in each run, successful and failed ones apart; runs that nobody judged do not count. */
final class CallsPerRun {

    /** From here on, numbers are not told apart. */
    static final int MOST = 400;

    private final int[] successful = new int[MOST + 1];
    private final int[] failed = new int[MOST + 1];

    void add(int calls, @Nullable Boolean success) {
        if (success != null) {
            (success ? successful : failed)[Math.min(calls, MOST)]++;
        }
    }

    int successfulRuns() {
        return runsAbove(successful, 0);
    }

    /** The most calls in a successful run, 0 if there was none. */
    int mostWhenSuccessful() {
        int most = MOST;
        while (most > 0 && successful[most] == 0) {
            most--;
        }
        return most;
    }

    /** How many failed runs had more calls. */
    int failedRunsAbove(int calls) {
        return runsAbove(failed, calls);
    }

    private static int runsAbove(int[] runs, int calls) {
        int sum = 0;
        for (int i = calls + 1; i < runs.length; i++) {
            sum += runs[i];
        }
        return sum;
    }
}
