package dev.guardedtool.custody;

import dev.guardedtool.signature.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain values at a path of the arguments. Lists along the path and at its end are gone through. */
final class ArgumentValues {

    private static final int MAX = 1_000;

    private final List<Object> found = new ArrayList<>(2);
    private boolean complete = true;
    private boolean plain = true;

    private ArgumentValues() {}

    static ArgumentValues at(Arguments arguments, List<String> path) {
        ArgumentValues values = new ArgumentValues();
        if (path.size() == 1) {
            values.leaf(arguments.at(path));
        } else {
            values.walk(arguments.at(List.of()), path, 0);
        }
        return values;
    }

    /** The values, texts and numbers and booleans, in their order. */
    List<Object> found() {
        return found;
    }

    /** Whether there is a value wherever the path leads: nothing is absent, null or empty. */
    boolean complete() {
        return complete && !found.isEmpty();
    }

    /** Whether no object stands where a value is asked for. */
    boolean plain() {
        return plain;
    }

    boolean tooMany() {
        return found.size() > MAX;
    }

    private void walk(@Nullable Object node, List<String> path, int at) {
        if (at == path.size()) {
            leaf(node);
        } else if (node instanceof Map<?, ?> map) {
            walk(map.get(path.get(at)), path, at + 1);
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            list.forEach(element -> walk(element, path, at));
        } else {
            complete = false;
        }
    }

    private void leaf(@Nullable Object node) {
        if (node instanceof List<?> list && !list.isEmpty()) {
            list.forEach(this::leaf);
        } else if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            plain = false;
            map.values().forEach(this::leaf);
        } else if ((node instanceof String text && !text.isBlank())
                || node instanceof Number
                || node instanceof Boolean) {
            if (found.size() <= MAX) {
                found.add(node);
            }
        } else {
            complete = false;
        }
    }
}
