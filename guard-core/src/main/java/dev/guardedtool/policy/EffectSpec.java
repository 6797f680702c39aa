package dev.guardedtool.policy;

import dev.guardedtool.Effect;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.expression.Expression;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the effects of one tool.
 *
 * @param effect what a call does
 * @param key the effect key, or null for all arguments together
 * @param when tells from the result whether the effect happened, or null for every success
 * @param scope within what the effect key is unique
 * @param suppliedScope within what an effect key is unique that comes with a call
 * @param ttl for how long an effect is remembered, or null to go by its scope
 * @param onDuplicate what a call gets whose effect happened before
 * @param safeExceptions names of exception types, with their subtypes, that say that the effect did not happen
 * @param mayChange whether a call can change something: never a read, and of tools of unknown effect those whose name
 *     speaks of no read
 */
public record EffectSpec(
        Effect effect,
        @Nullable Expression key,
        @Nullable Expression when,
        EffectScope scope,
        EffectScope suppliedScope,
        @Nullable Duration ttl,
        OnDuplicate onDuplicate,
        Set<String> safeExceptions,
        boolean mayChange) {}
