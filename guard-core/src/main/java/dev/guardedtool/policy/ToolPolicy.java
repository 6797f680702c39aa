package dev.guardedtool.policy;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one tool. Null and empty mean that nothing is said here; the annotation, then the defaults, are
 * asked next.
 *
 * @param access whether it may be used
 * @param reason why it may not, for the record and the model
 * @param effect what a call does
 * @param key the expression of the effect key
 * @param effectWhen the expression that tells from the result whether the effect happened
 * @param effectScope within what the effect key is unique
 * @param maxCalls how often a run may call it
 * @param cost what a call costs
 * @param risk name of a risk class
 * @param requireArgs arguments that must be there
 * @param queryArgs arguments that jitter is judged by
 * @param ignoreArgs arguments that do not distinguish calls
 * @param argumentRules what arguments may be
 * @param cache whether answers may be served again
 * @param cacheTtl for how long
 * @param mode what happens to decisions
 */
public record ToolPolicy(
        @Nullable Access access,
        @Nullable String reason,
        @Nullable Effect effect,
        @Nullable String key,
        @Nullable String effectWhen,
        @Nullable EffectScope effectScope,
        @Nullable Integer maxCalls,
        @Nullable Money cost,
        @Nullable String risk,
        @Nullable Set<String> requireArgs,
        @Nullable List<String> queryArgs,
        @Nullable Set<String> ignoreArgs,
        @Nullable List<ArgumentRule> argumentRules,
        @Nullable Boolean cache,
        @Nullable Duration cacheTtl,
        @Nullable Mode mode) {

    /** Nothing is said. */
    public static final ToolPolicy NONE = builder().build();

    public ToolPolicy {
        if (maxCalls != null) {
            Limits.atLeast("max-calls", maxCalls, 0);
        }
        if (cost != null && cost.isNegative()) {
            throw new InvalidPolicyException("cost", "must not be negative, was " + cost);
        }
        Limits.notNegative("cache-ttl", cacheTtl);
        requireArgs = requireArgs == null ? null : Set.copyOf(requireArgs);
        queryArgs = queryArgs == null ? null : List.copyOf(queryArgs);
        ignoreArgs = ignoreArgs == null ? null : Set.copyOf(ignoreArgs);
        argumentRules = argumentRules == null ? null : List.copyOf(argumentRules);
    }

    /** Starts a policy that says nothing yet. */
    public static ToolPolicyBuilder builder() {
        return new ToolPolicyBuilder();
    }

    /** What is said here, and where nothing is, what {@code weaker} says. */
    public ToolPolicy over(ToolPolicy weaker) {
        return new ToolPolicy(
                first(access, weaker.access),
                first(reason, weaker.reason),
                first(effect, weaker.effect),
                first(key, weaker.key),
                first(effectWhen, weaker.effectWhen),
                first(effectScope, weaker.effectScope),
                first(maxCalls, weaker.maxCalls),
                first(cost, weaker.cost),
                first(risk, weaker.risk),
                first(requireArgs, weaker.requireArgs),
                first(queryArgs, weaker.queryArgs),
                first(ignoreArgs, weaker.ignoreArgs),
                first(argumentRules, weaker.argumentRules),
                first(cache, weaker.cache),
                first(cacheTtl, weaker.cacheTtl),
                mode == null || mode == Mode.INHERIT ? weaker.mode : mode);
    }

    private static <T> @Nullable T first(@Nullable T value, @Nullable T otherwise) {
        return value != null ? value : otherwise;
    }
}
