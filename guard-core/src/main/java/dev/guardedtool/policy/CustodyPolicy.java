package dev.guardedtool.policy;

import java.time.Duration;

/**
 * How long and how much is remembered of what was proven and said.
 *
 * @param ttl how long a fact holds
 * @param maxEntries how many facts are remembered; a full store takes no new ones
 * @param maxPerAnswer how many facts one answer may prove; an answer with more proves nothing
 * @param maxSourceChars how many characters a run remembers of the words and results that arguments may come from
 */
public record CustodyPolicy(Duration ttl, int maxEntries, int maxPerAnswer, int maxSourceChars) {

    public CustodyPolicy {
        Limits.period("facts.ttl", ttl);
        Limits.atLeast("facts.max-entries", maxEntries, 1);
        Limits.atLeast("facts.max-per-answer", maxPerAnswer, 1);
        Limits.atLeast("facts.max-source-chars", maxSourceChars, 0);
    }

    /** Five minutes, 100,000 facts, 200 of one answer, and half a mebi of characters. */
    public static CustodyPolicy defaults() {
        return new CustodyPolicy(Duration.ofMinutes(5), 100_000, 200, 524_288);
    }

    static void requireText(String property, String part, String text) {
        if (text.isBlank()) {
            throw new InvalidPolicyException(property, "needs a " + part);
        }
    }
}
