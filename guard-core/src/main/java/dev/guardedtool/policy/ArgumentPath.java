package dev.guardedtool.policy;

import java.util.Arrays;
import java.util.List;

/** Reads paths such as {@code order.amount}. */
final class ArgumentPath {

    private ArgumentPath() {}

    static List<String> of(String property, String path) {
        if (path.indexOf('.') < 0 && !path.isBlank()) {
            return List.of(path);
        }
        List<String> steps = Arrays.asList(path.split("\\.", -1));
        for (String step : steps) {
            if (step.isBlank()) {
                throw new InvalidPolicyException(property, "'" + path + "' is no path such as order.amount");
            }
        }
        return steps;
    }
}
