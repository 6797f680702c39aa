package dev.guardedtool.policy;

import dev.guardedtool.ToolName;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/** Compiles what is said about one tool, and names the attribute that does not compile. */
record ToolExpressions(ToolName tool, ExpressionCompiler compiler) {

    /** The expression, or null for a blank text. */
    @Nullable
    Expression compile(String attribute, @Nullable String text) {
        return text == null || text.isBlank() ? null : required(attribute, text);
    }

    Expression required(String attribute, String text) {
        try {
            return compiler.compile(text);
        } catch (ExpressionException e) {
            throw new InvalidPolicyException("tools." + tool + "." + attribute, "does not compile: " + e.getMessage());
        }
    }
}
