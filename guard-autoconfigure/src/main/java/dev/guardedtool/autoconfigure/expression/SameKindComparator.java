package dev.guardedtool.autoconfigure.expression;

import dev.guardedtool.expression.ExpressionException;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.TypeComparator;
import org.springframework.expression.spel.support.StandardTypeComparator;

/**
 * Compares like with like. Null equals nothing but null and has no order; other values of different kinds, such as a
 * number and a text, cannot even be found unequal, since that would let a mistaken expression decide.
 */
final class SameKindComparator implements TypeComparator {

    private final TypeComparator values = new StandardTypeComparator();

    @Override
    public boolean canCompare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return false;
        }
        if (!kind(left).equals(kind(right))) {
            throw new ExpressionException(kind(left) + " cannot be compared with " + kind(right));
        }
        return values.canCompare(left, right);
    }

    @Override
    public int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            throw new ExpressionException("null cannot be compared");
        }
        return values.compare(left, right);
    }

    private static String kind(Object value) {
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof CharSequence) {
            return "a text";
        }
        return value instanceof Boolean ? "a boolean" : "a structure";
    }
}
