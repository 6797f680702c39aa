package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedSequenceTests {

    private static final int LONGEST = 9;
    private static final int MAX_LENGTH = 4;

    @Test
    void agreesWithTheDefinitionOnEverySeriesOfThreeSteps() {
        for (int steps = 0; steps <= LONGEST; steps++) {
            for (int code = 0; code < Math.pow(3, steps); code++) {
                List<Integer> series = series(steps, code);
                for (int repeats = 2; repeats <= 4; repeats++) {
                    assertThat(found(series, repeats))
                            .as("%s x%s", series, repeats)
                            .isEqualTo(defined(series, repeats));
                }
            }
        }
    }

    private static int found(List<Integer> series, int repeats) {
        return RepeatedSequence.length(series.size(), age -> series.get(series.size() - 1 - age), MAX_LENGTH, repeats);
    }

    /** The definition, by writing out the sequence and comparing. */
    private static int defined(List<Integer> series, int repeats) {
        for (int length = 2; length <= MAX_LENGTH && length * repeats <= series.size(); length++) {
            List<Integer> end = series.subList(series.size() - length * repeats, series.size());
            List<Integer> sequence = end.subList(0, length);
            List<Integer> repeated = new ArrayList<>();
            Collections.nCopies(repeats, sequence).forEach(repeated::addAll);
            if (end.equals(repeated) && new HashSet<>(sequence).size() > 1) {
                return length;
            }
        }
        return 0;
    }

    private static List<Integer> series(int steps, int code) {
        List<Integer> series = new ArrayList<>();
        int rest = code;
        for (int i = 0; i < steps; i++) {
            series.add(rest % 3);
            rest /= 3;
        }
        return series;
    }
}
