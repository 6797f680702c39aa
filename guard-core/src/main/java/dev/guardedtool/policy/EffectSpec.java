package dev.guardedtool.policy;

import dev.guardedtool.Effect;
import dev.guardedtool.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the effects of one tool.
 *
 * @param effect what a call does
 * @param key the effect key, or null for all arguments together
 * @param when tells from the result whether the effect happened, or null for every success
 * @param scope within what the effect key is unique
 * @param mayChange whether a call can change something: never a read, and of tools of unknown effect those whose name
 *     speaks of no read
 */
public record EffectSpec(
        Effect effect, @Nullable Expression key, @Nullable Expression when, EffectScope scope, boolean mayChange) {}
