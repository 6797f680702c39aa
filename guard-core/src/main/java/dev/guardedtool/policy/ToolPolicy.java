package dev.guardedtool.policy;

import static dev.guardedtool.policy.Limits.first;

import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one tool. Null and empty mean that nothing is said here; the annotation, then the defaults, are
 * asked next.
 *
 * @param access whether it may be used
 * @param reason why it may not, for the record and the model
 * @param requireArgs arguments that must be there
 * @param argumentRules what arguments may be
 * @param effects what is said about its effects
 * @param repeats what is said about repeated calls
 * @param limits what is said about how much of it there may be
 * @param circuit the dependency whose breaker holds for it
 * @param custody what is said about where its arguments come from
 * @param cost what a call costs
 * @param risk name of a risk class
 * @param mode what happens to decisions
 */
public record ToolPolicy(
        @Nullable Access access,
        @Nullable String reason,
        @Nullable Set<String> requireArgs,
        @Nullable List<ArgumentRule> argumentRules,
        ToolEffects effects,
        ToolRepeats repeats,
        ToolLimits limits,
        @Nullable String circuit,
        ToolCustody custody,
        @Nullable Money cost,
        @Nullable String risk,
        @Nullable Mode mode) {

    /** Nothing is said. */
    public static final ToolPolicy NONE = builder().build();

    public ToolPolicy {
        if (cost != null && cost.isNegative()) {
            throw new InvalidPolicyException("cost", "must not be negative, was " + cost);
        }
        if (circuit != null && circuit.isBlank()) {
            throw new InvalidPolicyException("circuit", "is blank; name a dependency or leave it out");
        }
        requireArgs = requireArgs == null ? null : Set.copyOf(requireArgs);
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
                first(requireArgs, weaker.requireArgs),
                first(argumentRules, weaker.argumentRules),
                effects.over(weaker.effects),
                repeats.over(weaker.repeats),
                limits.over(weaker.limits),
                first(circuit, weaker.circuit),
                custody.over(weaker.custody),
                first(cost, weaker.cost),
                first(risk, weaker.risk),
                mode == null || mode == Mode.INHERIT ? weaker.mode : mode);
    }
}
