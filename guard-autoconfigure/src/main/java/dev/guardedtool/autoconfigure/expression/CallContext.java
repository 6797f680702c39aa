package dev.guardedtool.autoconfigure.expression;

import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.expression.Variables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.OperatorOverloader;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypeComparator;
import org.springframework.expression.TypeConverter;
import org.springframework.expression.TypeLocator;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.support.MapAccessor;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/** One call as an expression sees it: the variables, and of their values the entries of maps but no bean properties. */
final class CallContext implements EvaluationContext {

    private static final EvaluationContext READ_ONLY = SimpleEvaluationContext.forPropertyAccessors(
                    new MapAccessor(false))
            .withAssignmentDisabled()
            .build();

    private static final TypeComparator SAME_KIND = new SameKindComparator();

    private final Variables variables;

    CallContext(Variables variables) {
        this.variables = variables;
    }

    @Override
    public @Nullable Object lookupVariable(String name) {
        if (!variables.has(name)) {
            throw new ExpressionException("there is no #" + name);
        }
        return PresentOnly.of(variables.get(name));
    }

    @Override
    public TypeComparator getTypeComparator() {
        return SAME_KIND;
    }

    @Override
    public List<PropertyAccessor> getPropertyAccessors() {
        return READ_ONLY.getPropertyAccessors();
    }

    @Override
    public TypedValue getRootObject() {
        return READ_ONLY.getRootObject();
    }

    @Override
    public @Nullable BeanResolver getBeanResolver() {
        return READ_ONLY.getBeanResolver();
    }

    @Override
    public TypeLocator getTypeLocator() {
        return READ_ONLY.getTypeLocator();
    }

    @Override
    public TypeConverter getTypeConverter() {
        return READ_ONLY.getTypeConverter();
    }

    @Override
    public OperatorOverloader getOperatorOverloader() {
        return READ_ONLY.getOperatorOverloader();
    }

    @Override
    public void setVariable(String name, @Nullable Object value) {
        READ_ONLY.setVariable(name, value);
    }

    @Override
    public boolean isAssignmentEnabled() {
        return false;
    }
}
