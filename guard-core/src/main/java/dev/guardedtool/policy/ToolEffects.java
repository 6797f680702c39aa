package dev.guardedtool.policy;

import static dev.guardedtool.policy.Limits.first;

import dev.guardedtool.Effect;
import org.jspecify.annotations.Nullable;

/**
 * What is said about the effects of one tool. Null where nothing is said.
 *
 * @param effect what a call does
 * @param key the expression of the effect key
 * @param when the expression that tells from the result whether the effect happened
 * @param scope within what the effect key is unique
 */
public record ToolEffects(
        @Nullable Effect effect,
        @Nullable String key,
        @Nullable String when,
        @Nullable EffectScope scope) {

    ToolEffects over(ToolEffects weaker) {
        return new ToolEffects(
                first(effect, weaker.effect),
                first(key, weaker.key),
                first(when, weaker.when),
                first(scope, weaker.scope));
    }
}
