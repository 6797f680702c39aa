package dev.guardedtool.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A variable followed by properties, list indexes, and projections, which take the same path of every element. */
record PathExpression(String variable, List<Object> steps) implements Expression {

    private static final String NAME = "[A-Za-z_$][\\w$]*";
    private static final String INDEX = "\\[\\d{1,9}]";
    private static final String PROJECTION = "\\.!\\[" + NAME + "(?:\\." + NAME + ")*]";

    private static final Pattern PATH =
            Pattern.compile("#(" + NAME + ")((?:\\." + NAME + "|" + INDEX + "|" + PROJECTION + ")*)");
    private static final Pattern STEP = Pattern.compile("\\.!\\[([^]]+)]|\\.([^.\\[!]+)|\\[(\\d+)]");

    /** What is taken of every element of a list. */
    private record Projection(List<String> names) {}

    static Expression compile(String text) {
        Matcher matcher = PATH.matcher(text.trim());
        if (!matcher.matches()) {
            throw new ExpressionException("'" + text + "' is not a plain path such as #order.id");
        }
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(matcher.group(2));
        while (step.find()) {
            steps.add(step(step));
        }
        return new PathExpression(matcher.group(1), List.copyOf(steps));
    }

    private static Object step(Matcher step) {
        String projected = step.group(1);
        if (projected != null) {
            return new Projection(List.of(projected.split("\\.")));
        }
        String property = step.group(2);
        return property != null ? property : (Object) Integer.valueOf(step.group(3));
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

    @Override
    public Set<List<String>> reads() {
        List<String> names = new ArrayList<>();
        names.add(variable);
        for (Object step : steps) {
            if (step instanceof String name) {
                names.add(name);
            } else if (step instanceof Projection projection) {
                names.addAll(projection.names());
            }
        }
        return Set.of(List.copyOf(names));
    }

    private static @Nullable Object step(@Nullable Object value, Object step) {
        if (step instanceof String name && value instanceof Map<?, ?> map && map.containsKey(name)) {
            return map.get(name);
        }
        if (step instanceof Integer index && value instanceof List<?> list && index < list.size()) {
            return list.get(index);
        }
        if (step instanceof Projection projection && value instanceof List<?> list) {
            return projected(list, projection);
        }
        throw new ExpressionException("there is no " + step + " along the path");
    }

    private static List<@Nullable Object> projected(List<?> list, Projection projection) {
        List<@Nullable Object> all = new ArrayList<>(list.size());
        for (Object element : list) {
            Object value = element;
            for (String name : projection.names()) {
                value = step(value, name);
            }
            all.add(value);
        }
        return all;
    }
}
