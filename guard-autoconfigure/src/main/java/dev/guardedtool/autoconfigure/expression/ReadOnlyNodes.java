package dev.guardedtool.autoconfigure.expression;

import dev.guardedtool.expression.ExpressionException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Elvis;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineList;
import org.springframework.expression.spel.ast.Literal;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpDivide;
import org.springframework.expression.spel.ast.OpEQ;
import org.springframework.expression.spel.ast.OpGE;
import org.springframework.expression.spel.ast.OpGT;
import org.springframework.expression.spel.ast.OpLE;
import org.springframework.expression.spel.ast.OpLT;
import org.springframework.expression.spel.ast.OpMinus;
import org.springframework.expression.spel.ast.OpModulus;
import org.springframework.expression.spel.ast.OpMultiply;
import org.springframework.expression.spel.ast.OpNE;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OpPlus;
import org.springframework.expression.spel.ast.OperatorBetween;
import org.springframework.expression.spel.ast.OperatorMatches;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.Ternary;
import org.springframework.expression.spel.ast.VariableReference;

/**
 * The nodes an expression may consist of. Everything else is refused when the expression is compiled, so that a mistake
 * shows at start; the evaluation context would refuse it as well, but only call by call.
 */
final class ReadOnlyNodes {

    private static final Set<Class<? extends SpelNode>> ALLOWED = Set.of(
            CompoundExpression.class,
            Elvis.class,
            Indexer.class,
            InlineList.class,
            OpAnd.class,
            OpDivide.class,
            OpEQ.class,
            OpGE.class,
            OpGT.class,
            OpLE.class,
            OpLT.class,
            OpMinus.class,
            OpModulus.class,
            OpMultiply.class,
            OpNE.class,
            OpOr.class,
            OpPlus.class,
            OperatorBetween.class,
            OperatorMatches.class,
            OperatorNot.class,
            Projection.class,
            PropertyOrFieldReference.class,
            Selection.class,
            Ternary.class,
            VariableReference.class);

    private ReadOnlyNodes() {}

    static void check(SpelNode root) {
        check(root, false);
    }

    /** Without a target, a bare name has nothing to be a property of: somebody forgot the {@code #}. */
    private static void check(SpelNode node, boolean target) {
        if (!(node instanceof Literal) && !ALLOWED.contains(node.getClass())) {
            throw new ExpressionException("'" + node.toStringAST() + "' is not allowed in an expression");
        }
        if (node instanceof PropertyOrFieldReference && !target) {
            throw new ExpressionException("'" + node.toStringAST() + "' is no variable; write #" + node.toStringAST());
        }
        if (node instanceof VariableReference) {
            checkVariable(node.toStringAST(), target);
        }
        boolean element = node instanceof Projection || node instanceof Selection || node instanceof Indexer;
        for (int i = 0; i < node.getChildCount(); i++) {
            check(node.getChild(i), target || element || (node instanceof CompoundExpression && i > 0));
        }
    }

    /** The variables of an expression that passed the check, each by itself: what is taken of them, nodes do not tell. */
    static Set<List<String>> variables(SpelNode root) {
        Set<List<String>> found = new LinkedHashSet<>();
        collect(root, found);
        return found;
    }

    private static void collect(SpelNode node, Set<List<String>> found) {
        if (node instanceof VariableReference && !node.toStringAST().equals("#this")) {
            found.add(List.of(node.toStringAST().substring(1)));
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            collect(node.getChild(i), found);
        }
    }

    private static void checkVariable(String name, boolean target) {
        if (name.equals("#root") || (name.equals("#this") && !target)) {
            throw new ExpressionException("there is no " + name);
        }
    }
}
