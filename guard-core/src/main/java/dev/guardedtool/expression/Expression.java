package dev.guardedtool.expression;

import org.jspecify.annotations.Nullable;

/** A compiled expression; thread-safe. */
@FunctionalInterface
public interface Expression {

    /**
     * The value for those variables; null is a value like any other.
     *
     * @throws ExpressionException if a variable is missing or the expression cannot be evaluated
     */
    @Nullable
    Object evaluate(Variables variables);
}
