package dev.guardedtool.autoconfigure.expression;

import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.expression.Variables;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * Compiles plain paths as the core does and everything else as Spring's expression language, without methods, types,
 * constructors, beans and assignment. What is missing, null where an order is asked for, or of another kind than what
 * it is compared with fails the evaluation.
 */
public final class SpelExpressionCompiler implements ExpressionCompiler {

    private static final int MAX_LENGTH = 1_000;

    private final ExpressionCompiler paths = ExpressionCompiler.plainPaths();

    private final SpelExpressionParser parser = new SpelExpressionParser(
            new SpelParserConfiguration(SpelCompilerMode.OFF, null, false, false, 0, MAX_LENGTH));

    @Override
    public Expression compile(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new ExpressionException("an expression must not be longer than " + MAX_LENGTH + " characters");
        }
        try {
            return paths.compile(text);
        } catch (ExpressionException notPlain) {
            return new SpelText(parse(text));
        }
    }

    private SpelExpression parse(String text) {
        try {
            SpelExpression parsed = (SpelExpression) parser.parseExpression(text);
            ReadOnlyNodes.check(parsed.getAST());
            return parsed;
        } catch (ExpressionException e) {
            throw e;
        } catch (Throwable e) {
            throw new ExpressionException("'" + text + "' is not an expression: " + e.getMessage(), e);
        }
    }

    private record SpelText(SpelExpression parsed) implements Expression {

        @Override
        public Set<List<String>> reads() {
            return ReadOnlyNodes.variables(parsed.getAST());
        }

        @Override
        public @Nullable Object evaluate(Variables variables) {
            try {
                return parsed.getValue(new CallContext(variables));
            } catch (ExpressionException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                throw new ExpressionException(
                        "'" + parsed.getExpressionString() + "' cannot be evaluated: " + e.getMessage(), e);
            }
        }
    }
}
