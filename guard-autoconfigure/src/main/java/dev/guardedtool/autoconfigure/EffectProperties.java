package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.or;
import static dev.guardedtool.autoconfigure.Said.orNull;

import dev.guardedtool.policy.EffectPolicy;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How effects are kept from happening twice.
 *
 * @param limitPerTool How many effects one tool may cause in one run. Any number by default.
 * @param waitFor How long a duplicate waits for the answer of the call that is being carried out.
 * @param ttl How long an explicit key is remembered after its effect.
 * @param maxEntries How many effects are remembered. A full store refuses.
 * @param maxAnswer How many characters of an answer are kept to answer duplicates with. Longer answers are not
 *     kept.
 * @param doubtAfterFailure Whether a failure that leaves open what happened puts the effect in doubt. Otherwise every
 *     failure means that it did not happen.
 * @param rememberSuccess Whether a success is answered from memory even where the effect did not happen.
 * @param safeExceptions Names of exception types, with their subtypes, that say that the effect did not happen.
 */
public record EffectProperties(
        @Nullable Integer limitPerTool,
        @Nullable Duration waitFor,
        @Nullable Duration ttl,
        @Nullable Integer maxEntries,
        @Nullable Integer maxAnswer,
        @Nullable Boolean doubtAfterFailure,
        @Nullable Boolean rememberSuccess,
        @Nullable Set<String> safeExceptions) {

    EffectPolicy over(EffectPolicy base) {
        return new EffectPolicy(
                orNull(limitPerTool, base.limitPerTool()),
                or(waitFor, base.waitFor()),
                or(ttl, base.ttl()),
                or(maxEntries, base.maxEntries()),
                or(maxAnswer, base.maxAnswer()),
                or(doubtAfterFailure, base.doubtAfterFailure()),
                or(rememberSuccess, base.rememberSuccess()),
                or(safeExceptions, base.safeExceptions()));
    }
}
