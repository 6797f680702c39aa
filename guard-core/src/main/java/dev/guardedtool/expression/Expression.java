package dev.guardedtool.expression;

import java.util.List;
import java.util.Set;
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

    /**
     * Which variables it cannot do without, each with the properties that it takes of it: {@code order} and {@code id} for
     * {@code #order.id}, and for those of all elements of a list. Nothing where that cannot be told.
     */
    default Set<List<String>> reads() {
        return Set.of();
    }
}
