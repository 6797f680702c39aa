package dev.guardedtool.replay.suggest;

/** Limits that people would choose. */
final class RoundNumber {

    private static final int[] STEPS = {3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300, 400};

    private RoundNumber() {}

    /** The least round number that is at least twice the most that was needed, or -1 if there is none. */
    static int above(int most) {
        for (int step : STEPS) {
            if (step > most && step >= 2 * most) {
                return step;
            }
        }
        return -1;
    }
}
