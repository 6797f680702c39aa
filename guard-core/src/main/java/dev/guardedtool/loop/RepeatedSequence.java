package dev.guardedtool.loop;

import java.util.function.IntFunction;

/** Finds the same few steps in turn at the end of a series. */
final class RepeatedSequence {

    private RepeatedSequence() {}

    /**
     * The length of the shortest sequence of at least two different steps that the series ends with {@code repeats}
     * times over; 0 if there is none.
     *
     * @param steps how many steps can be seen
     * @param step the step of that age, the newest at zero
     */
    static int length(int steps, IntFunction<?> step, int maxLength, int repeats) {
        for (int length = 2; length <= maxLength && length * repeats <= steps; length++) {
            if (varied(step, length) && periodic(step, length, length * (repeats - 1))) {
                return length;
            }
        }
        return 0;
    }

    private static boolean periodic(IntFunction<?> step, int length, int pairs) {
        for (int age = 0; age < pairs; age++) {
            if (!step.apply(age).equals(step.apply(age + length))) {
                return false;
            }
        }
        return true;
    }

    private static boolean varied(IntFunction<?> step, int length) {
        for (int age = 1; age < length; age++) {
            if (!step.apply(age).equals(step.apply(0))) {
                return true;
            }
        }
        return false;
    }
}
