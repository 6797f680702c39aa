package dev.guardedtool.policy;

import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.expression.Variables;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An argument by its name, which need not be one that an expression could spell. */
record NamedArgument(String name) implements Expression {

    @Override
    public @Nullable Object evaluate(Variables variables) {
        if (!variables.has(name)) {
            throw new ExpressionException("there is no argument " + name);
        }
        return variables.get(name);
    }

    @Override
    public Set<List<String>> reads() {
        return Set.of(List.of(name));
    }
}
