package dev.guardedtool.signature;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, frozen: what was checked is what is executed. Immutable and safe for any thread. Any
 * text is arguments; what is not well-formed has no names and no values, only a problem.
 */
public final class Arguments {

    /** No arguments, {@code {}}. */
    public static final Arguments EMPTY = new Arguments("{}", JsonObject.EMPTY, null);

    private final String json;

    private final @Nullable JsonValue root;

    private final @Nullable ArgumentProblem problem;

    private Arguments(String json, @Nullable JsonValue root, @Nullable ArgumentProblem problem) {
        this.json = json;
        this.root = root;
        this.problem = problem;
    }

    static Arguments of(String json, JsonValue root) {
        return new Arguments(json, root, null);
    }

    static Arguments malformed(String json, ArgumentProblem problem) {
        return new Arguments(json, null, problem);
    }

    /** The text to execute, exactly as it was read; {@code {}} when that was blank. */
    public String json() {
        return json;
    }

    /** Whether this is one JSON value within the limits that every reader understands alike. */
    public boolean wellFormed() {
        return problem == null;
    }

    /**
     * What is wrong, as {@code code: text} and fit for a model: no part of the arguments is in it. Empty when they
     * are {@linkplain #wellFormed() well-formed}. The codes are {@code not_json}, {@code too_deep},
     * {@code too_large}, {@code duplicate_key}, {@code lone_surrogate} and {@code number_too_long}.
     */
    public String problem() {
        return problem == null ? "" : problem.text();
    }

    /** The names at the top level, in the order they were written; none unless this is an object. */
    public Set<String> names() {
        return root instanceof JsonObject object ? object.names() : Set.of();
    }

    /** Whether the name is present at the top level, JSON null included. */
    public boolean has(String name) {
        return member(name) != null;
    }

    /** Whether the name is present at the top level with the value JSON null. */
    public boolean isNull(String name) {
        return member(name) == JsonLiteral.NULL;
    }

    /** The value of a name at the top level if it is a JSON string, else null. */
    public @Nullable String text(String name) {
        return member(name) instanceof JsonText text ? text.value() : null;
    }

    /**
     * The value at a path through names of objects and indexes of arrays, as {@link String},
     * {@link java.math.BigDecimal}, {@link Boolean}, unmodifiable {@link List} or unmodifiable
     * {@link java.util.Map}. The empty path is the whole.
     *
     * @return null if nothing is there, or JSON null
     */
    public @Nullable Object at(List<String> path) {
        JsonValue value = root;
        for (String step : path) {
            value = value == null ? null : value.step(step);
        }
        return value == null ? null : value.plain();
    }

    @Nullable
    JsonValue root() {
        return root;
    }

    private @Nullable JsonValue member(String name) {
        return root instanceof JsonObject object ? object.get(name) : null;
    }

    /** Shows no value, so that arguments cannot end in a log by accident. */
    @Override
    public String toString() {
        return "Arguments[" + json.length() + " chars" + (problem == null ? "" : ", " + problem.text()) + "]";
    }
}
