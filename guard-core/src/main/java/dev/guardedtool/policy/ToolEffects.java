package dev.guardedtool.policy;

import static dev.guardedtool.policy.Limits.first;

import dev.guardedtool.Effect;
import dev.guardedtool.OnDuplicate;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said about the effects of one tool. Null where nothing is said.
 *
 * @param effect what a call does
 * @param key the expression of the effect key
 * @param keyArg the argument that is the effect key; not together with an expression
 * @param when the expression that tells from the result whether the effect happened
 * @param scope within what the effect key is unique
 * @param ttl for how long an effect is remembered
 * @param onDuplicate what a call gets whose effect happened before
 * @param safeExceptions names of exception types, with their subtypes, that say that the effect did not happen, beside
 *     those that say so for every tool
 */
public record ToolEffects(
        @Nullable Effect effect,
        @Nullable String key,
        @Nullable String keyArg,
        @Nullable String when,
        @Nullable EffectScope scope,
        @Nullable Duration ttl,
        @Nullable OnDuplicate onDuplicate,
        @Nullable Set<String> safeExceptions) {

    public ToolEffects {
        if (key != null && keyArg != null) {
            throw new InvalidPolicyException("key-arg", "cannot be said together with key; keep one of them");
        }
        if (ttl != null) {
            Limits.period("effect-ttl", ttl);
        }
        safeExceptions = safeExceptions == null ? null : Set.copyOf(safeExceptions);
    }

    /** Whether it is said what names an effect. */
    boolean keyed() {
        return key != null || keyArg != null;
    }

    ToolEffects over(ToolEffects weaker) {
        ToolEffects naming = keyed() ? this : weaker;
        return new ToolEffects(
                first(effect, weaker.effect),
                naming.key,
                naming.keyArg,
                first(when, weaker.when),
                first(scope, weaker.scope),
                first(ttl, weaker.ttl),
                first(onDuplicate, weaker.onDuplicate),
                first(safeExceptions, weaker.safeExceptions));
    }
}
