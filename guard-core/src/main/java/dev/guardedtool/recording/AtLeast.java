package dev.guardedtool.recording;

import dev.guardedtool.policy.InvalidPolicyException;

/** Refuses numbers that are too small. */
final class AtLeast {

    private AtLeast() {}

    static void require(String property, long value, long least) {
        if (value < least) {
            throw new InvalidPolicyException(property, "must be at least " + least + ", was " + value);
        }
    }
}
