package dev.guardedtool.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Range checks that name the property they are about. */
final class Limits {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Limits() {}

    static void atLeast(String property, int value, int least) {
        if (value < least) {
            throw new InvalidPolicyException(property, "must be at least " + least + ", was " + value);
        }
    }

    static void within(String property, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidPolicyException(property, "must be between " + least + " and " + most + ", was " + value);
        }
    }

    static void share(String property, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidPolicyException(property, "must be between 0 and 1, was " + value);
        }
    }

    /** From just above nothing to a length that no clock overflows with. */
    static void period(String property, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new InvalidPolicyException(property, "must be more than 0 and at most 100 years, was " + value);
        }
    }

    static void notNegative(String property, @Nullable Duration value) {
        if (value != null && value.isNegative()) {
            throw new InvalidPolicyException(property, "must not be negative, was " + value);
        }
    }

    static <T> @Nullable T first(@Nullable T value, @Nullable T otherwise) {
        return value != null ? value : otherwise;
    }
}
