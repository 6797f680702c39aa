package dev.guardedtool.check;

import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.expression.Variables;
import dev.guardedtool.signature.Arguments;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a call as expressions see them. */
public record ArgumentVariables(Arguments arguments) implements Variables {

    @Override
    public boolean has(String name) {
        return arguments.has(name);
    }

    @Override
    public @Nullable Object get(String name) {
        return arguments.at(List.of(name));
    }

    /**
     * A value that tells one thing from another, as text: equal numbers give equal texts however they are spelled, and
     * a number the same as its text.
     *
     * @throws ExpressionException if the value is null, blank or no plain value
     */
    public static String identifier(@Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new ExpressionException("it is missing or no plain value");
    }
}
