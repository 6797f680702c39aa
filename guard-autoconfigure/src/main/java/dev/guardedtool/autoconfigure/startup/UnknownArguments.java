package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.springai.CallbackBeans;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules about arguments that a tool does not have: such a rule would refuse every call. What is said under
 * {@code guard.defaults} is about tools that have the argument.
 */
final class UnknownArguments implements StartupCheck {

    private final Guard guard;
    private final Supplier<CallbackBeans> callbacks;

    UnknownArguments(Guard guard, Supplier<CallbackBeans> callbacks) {
        this.guard = guard;
        this.callbacks = callbacks;
    }

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        Map<ToolName, String> schemas = new LinkedHashMap<>();
        callbacks.get().tools().forEach(tool -> schemas.put(tool.name(), tool.schema()));
        tools.forEach(bean -> bean.methods().stream()
                .filter(ToolMethod::advertised)
                .forEach(method -> CallbackBeans.schema(method.method())
                        .ifPresent(schema -> schemas.putIfAbsent(method.name(), schema))));
        List<Finding> findings = new ArrayList<>();
        schemas.forEach((tool, schema) ->
                ArgumentSchema.of(schema).ifPresent(arguments -> findings.addAll(findings(tool, arguments))));
        return findings;
    }

    private List<Finding> findings(ToolName tool, ArgumentSchema arguments) {
        Set<String> ruled = new TreeSet<>();
        arguments(guard.spec(tool)).forEach(ruled::add);
        defaults().forEach(ruled::remove);
        return ruled.stream()
                .filter(path -> !arguments.knows(steps(path)))
                .map(path -> finding(tool, path, arguments))
                .toList();
    }

    private static Stream<String> arguments(ToolSpec spec) {
        return Stream.of(
                        spec.requireArgs().stream(),
                        spec.argumentRules().stream().map(ArgumentRule::argument),
                        spec.custody().requires().stream().map(FactRequirement::argument),
                        spec.custody().sources().stream().map(SourceRule::argument))
                .flatMap(names -> names);
    }

    private Stream<String> defaults() {
        ToolPolicy said = guard.policy().toolDefaults();
        return Stream.of(
                        or(said.requireArgs()).stream(),
                        or(said.argumentRules()).stream().map(ArgumentRule::argument),
                        or(said.custody().requires()).stream().map(FactRequirement::argument),
                        or(said.custody().sources()).stream().map(SourceRule::argument))
                .flatMap(names -> names);
    }

    private static <T> Collection<T> or(@Nullable Collection<T> said) {
        return said == null ? List.of() : said;
    }

    private static List<String> steps(String path) {
        return Arrays.asList(path.split("\\.", -1));
    }

    private static Finding finding(ToolName tool, String path, ArgumentSchema arguments) {
        Optional<String> near = arguments.nearest(steps(path).get(0));
        return Finding.fatal(
                "There is a rule about the argument '" + path + "' of the tool '" + tool
                        + "', which has no such argument.",
                near.map(name -> "Did you mean '" + name + "'? ").orElse("") + "It has: "
                        + String.join(", ", new TreeSet<>(arguments.names())) + ".");
    }
}
