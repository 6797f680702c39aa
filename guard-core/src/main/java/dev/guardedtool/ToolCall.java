package dev.guardedtool;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call as the model asked for it.
 *
 * @param tool the tool
 * @param arguments the arguments as JSON text, or null for none; need not be well-formed
 * @param id the caller's id for the call, or null to have one made
 * @param availability whether the model was offered the tool
 * @param effect what this one call does, or null to go by the policy
 * @param ticket the case this call belongs to, or null to go by the run
 * @param numericArguments top-level arguments whose schema says number, so that {@code "50.00"} is fifty
 * @param effectKey names the effect of this call, whatever the policy says of keys; null to go by the policy
 */
public record ToolCall(
        ToolName tool,
        @Nullable String arguments,
        @Nullable String id,
        Availability availability,
        @Nullable Effect effect,
        @Nullable String ticket,
        Set<String> numericArguments,
        @Nullable String effectKey) {

    public ToolCall {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(availability, "availability");
        numericArguments = Set.copyOf(numericArguments);
    }

    /** A call of an attached tool. */
    public static ToolCall of(String tool, @Nullable String arguments) {
        return of(ToolName.of(tool), arguments);
    }

    /** A call of an attached tool. */
    public static ToolCall of(ToolName tool, @Nullable String arguments) {
        return new ToolCall(tool, arguments, null, Availability.ATTACHED, null, null, Set.of(), null);
    }

    /** The same call under that id. */
    public ToolCall withId(@Nullable String newId) {
        return new ToolCall(tool, arguments, newId, availability, effect, ticket, numericArguments, effectKey);
    }

    /** The same call with that availability. */
    public ToolCall withAvailability(Availability newAvailability) {
        return new ToolCall(tool, arguments, id, newAvailability, effect, ticket, numericArguments, effectKey);
    }

    /** The same call with that effect, whatever the policy says. */
    public ToolCall withEffect(@Nullable Effect newEffect) {
        return new ToolCall(tool, arguments, id, availability, newEffect, ticket, numericArguments, effectKey);
    }

    /** The same call for that case. */
    public ToolCall withTicket(@Nullable String newTicket) {
        return new ToolCall(tool, arguments, id, availability, effect, newTicket, numericArguments, effectKey);
    }

    /** The same call with those arguments known to be numbers. */
    public ToolCall withNumericArguments(Set<String> names) {
        return new ToolCall(tool, arguments, id, availability, effect, ticket, names, effectKey);
    }

    /**
     * The same call under that effect key: of calls of a tool under one key, one is carried out. Not for a model to say; a
     * blank key is refused.
     */
    public ToolCall withEffectKey(@Nullable String key) {
        return new ToolCall(tool, arguments, id, availability, effect, ticket, numericArguments, key);
    }
}
