package dev.guardedtool.expression;

/** Turns the text of an expression into something that can be evaluated. Implementations are thread-safe. */
@FunctionalInterface
public interface ExpressionCompiler {

    /**
     * Compiles the expression.
     *
     * @throws ExpressionException if the text is not an expression of this compiler's language
     */
    Expression compile(String text);

    /** The core's own compiler, which knows plain paths such as {@code #order.id} and {@code #items[0]}. */
    static ExpressionCompiler plainPaths() {
        return PathExpression::compile;
    }
}
