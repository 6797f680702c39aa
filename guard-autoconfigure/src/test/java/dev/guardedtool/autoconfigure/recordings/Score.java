package dev.guardedtool.autoconfigure.recordings;

import java.util.Locale;

/** How well writes were found. */
record Score(int right, int wrong, int missed, int byNameAlone) {

    static final Score NONE = new Score(0, 0, 0, 0);

    Score plus(boolean writes, boolean suggested, boolean byName) {
        return new Score(
                right + (writes && suggested ? 1 : 0),
                wrong + (!writes && suggested ? 1 : 0),
                missed + (writes && !suggested ? 1 : 0),
                byNameAlone + (byName ? 1 : 0));
    }

    Score plus(Score other) {
        return new Score(
                right + other.right, wrong + other.wrong, missed + other.missed, byNameAlone + other.byNameAlone);
    }

    double precision() {
        return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    double recall() {
        return right + missed == 0 ? 1 : (double) right / (right + missed);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "precision %.3f (%d wrong), recall %.3f (%d of %d), %d by name alone",
                precision(),
                wrong,
                recall(),
                right,
                right + missed,
                byNameAlone);
    }
}
