package dev.guardedtool.signature;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A value of well-formed JSON. Numbers keep their spelling, so that nothing is rounded before it is compared. */
sealed interface JsonValue permits JsonArray, JsonLiteral, JsonNumber, JsonObject, JsonText {

    /**
     * The value of a plain text, number or boolean.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static JsonValue ofScalar(Object plain) {
        if (plain instanceof String text) {
            return new JsonText(text);
        }
        if (plain instanceof BigDecimal number) {
            return new JsonNumber(number.toString());
        }
        if (plain instanceof Boolean flag) {
            return flag ? JsonLiteral.TRUE : JsonLiteral.FALSE;
        }
        throw new IllegalArgumentException("not a scalar: " + plain.getClass().getName());
    }

    /** Appends the canonical form: no white space, names sorted, strings escaped only where JSON demands it. */
    void writeTo(DigestSink sink, NumberForm numbers);

    /** Appends the canonical form of whole arguments, where the shape says what counts at the top level. */
    default void writeTo(DigestSink sink, ArgumentShape shape) {
        writeTo(sink, shape.numbers());
    }

    /** The value as plain, immutable Java; null for JSON null. */
    @Nullable
    Object plain();

    /** The value one step down, by name or index; null if there is none. */
    default @Nullable JsonValue step(String nameOrIndex) {
        return null;
    }
}
