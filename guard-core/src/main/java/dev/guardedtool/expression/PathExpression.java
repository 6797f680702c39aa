package dev.guardedtool.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A variable followed by properties and list indexes. */
record PathExpression(String variable, List<Object> steps) implements Expression {

    private static final Pattern PATH = Pattern.compile("#([A-Za-z_$][\\w$]*)((?:\\.[A-Za-z_$][\\w$]*|\\[\\d{1,9}])*)");
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[(\\d+)]");

    static Expression compile(String text) {
        Matcher matcher = PATH.matcher(text.trim());
        if (!matcher.matches()) {
            throw new ExpressionException("'" + text + "' is not a plain path such as #order.id");
        }
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(matcher.group(2));
        while (step.find()) {
            String property = step.group(1);
            steps.add(property != null ? property : (Object) Integer.valueOf(step.group(2)));
        }
        return new PathExpression(matcher.group(1), List.copyOf(steps));
    }

    @Override
    public @Nullable Object evaluate(Variables variables) {
        if (!variables.has(variable)) {
            throw new ExpressionException("there is no #" + variable);
        }
        Object value = variables.get(variable);
        for (Object step : steps) {
            value = step(value, step);
        }
        return value;
    }

    private static @Nullable Object step(@Nullable Object value, Object step) {
        if (step instanceof String name && value instanceof Map<?, ?> map && map.containsKey(name)) {
            return map.get(name);
        }
        if (step instanceof Integer index && value instanceof List<?> list && index < list.size()) {
            return list.get(index);
        }
        throw new ExpressionException("there is no " + step + " along the path");
    }
}
