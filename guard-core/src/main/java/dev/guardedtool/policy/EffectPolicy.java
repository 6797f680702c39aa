package dev.guardedtool.policy;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How effects are kept from happening twice.
 *
 * @param limitPerTool how many effects one tool may cause in one run, or null for any number
 * @param waitFor how long a duplicate waits for the answer of the call that is being carried out
 * @param ttl for how long an explicit key is remembered after its effect
 * @param maxEntries how many effects are remembered; a full store refuses
 * @param maxAnswer how many characters of an answer are kept to answer duplicates with; longer ones are not kept
 * @param doubtAfterFailure whether a failure that leaves open what happened puts the effect in doubt; otherwise every
 *     failure means that it did not happen
 * @param rememberSuccess whether a success is answered from memory even where the effect did not happen
 * @param safeExceptions names of exception types, with their subtypes, that say that the effect did not happen when a
 *     tool throws them; inside another exception they say nothing
 */
public record EffectPolicy(
        @Nullable Integer limitPerTool,
        Duration waitFor,
        Duration ttl,
        int maxEntries,
        int maxAnswer,
        boolean doubtAfterFailure,
        boolean rememberSuccess,
        Set<String> safeExceptions) {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private static final Set<String> SAFE = Set.of(IllegalArgumentException.class.getName());

    public EffectPolicy {
        if (limitPerTool != null) {
            Limits.atLeast("effects.limit-per-tool", limitPerTool, 1);
        }
        if (waitFor.isNegative() || waitFor.compareTo(LONGEST_WAIT) > 0) {
            throw new InvalidPolicyException("effects.wait-for", "must be between 0 and a day, was " + waitFor);
        }
        Limits.period("effects.ttl", ttl);
        Limits.atLeast("effects.max-entries", maxEntries, 1);
        Limits.atLeast("effects.max-answer", maxAnswer, 0);
        safeExceptions = Set.copyOf(safeExceptions);
    }

    /** Any number of effects, each once; duplicates wait ten seconds; keys live a day. */
    public static EffectPolicy defaults() {
        return new EffectPolicy(null, Duration.ofSeconds(10), Duration.ofDays(1), 100_000, 65_536, true, false, SAFE);
    }

    /** One effect per tool and run. */
    public static EffectPolicy reference() {
        return new EffectPolicy(1, Duration.ZERO, Duration.ofDays(1), 100_000, 65_536, false, true, SAFE);
    }
}
