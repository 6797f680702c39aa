package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.springai.CallbackBeans;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.ProofSpec;
import dev.guardedtool.policy.RateSpec;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules about arguments that a tool does not have: such a rule would refuse every call. What an effect key, a
 * rate or a proof reads is a rule as well. What is said under {@code guard.defaults} is about tools that have the argument.
 */
final class UnknownArguments implements StartupCheck {

    private final Guard guard;
    private final ExpressionCompiler expressions;
    private final Supplier<CallbackBeans> callbacks;

    UnknownArguments(Guard guard, ExpressionCompiler expressions, Supplier<CallbackBeans> callbacks) {
        this.guard = guard;
        this.expressions = expressions;
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
        Set<List<String>> ruled = arguments(guard.spec(tool)).collect(Collectors.toCollection(LinkedHashSet::new));
        arguments(defaults()).forEach(ruled::remove);
        return ruled.stream()
                .filter(path -> !arguments.knows(path))
                .map(path -> finding(tool, path, arguments))
                .toList();
    }

    /** What holds for a tool of which nothing is said. */
    private ToolSpec defaults() {
        return ToolSpec.resolve(
                ToolName.of("defaults"), guard.policy().withTools(Map.of()), ToolPolicy.NONE, expressions);
    }

    private static Stream<List<String>> arguments(ToolSpec spec) {
        Stream<String> named = Stream.of(
                        spec.requireArgs().stream(),
                        spec.argumentRules().stream().map(ArgumentRule::argument),
                        spec.custody().requires().stream().map(FactRequirement::argument),
                        spec.custody().sources().stream().map(SourceRule::argument))
                .flatMap(names -> names);
        Stream<@Nullable Expression> before = Stream.<Stream<@Nullable Expression>>of(
                        Stream.of(spec.effects().key()),
                        spec.limits().rates().stream().map(RateSpec::by),
                        spec.argumentConditions().values().stream())
                .flatMap(each -> each);
        Stream<@Nullable Expression> after = Stream.concat(
                Stream.of(spec.effects().when()),
                spec.custody().proves().stream().map(ProofSpec::extract));
        return Stream.of(
                        named.map(UnknownArguments::steps),
                        read(before),
                        read(after).filter(path -> !ofResult(path)))
                .flatMap(paths -> paths);
    }

    private static Stream<List<String>> read(Stream<@Nullable Expression> expressions) {
        return expressions.flatMap(each -> each == null ? Stream.of() : each.reads().stream());
    }

    private static boolean ofResult(List<String> path) {
        return path.get(0).equals("result");
    }

    private static List<String> steps(String path) {
        return Arrays.asList(path.split("\\.", -1));
    }

    private static Finding finding(ToolName tool, List<String> path, ArgumentSchema arguments) {
        Optional<String> near = arguments.nearest(path.get(0));
        return Finding.fatal(
                "There is a rule about the argument '" + String.join(".", path) + "' of the tool '" + tool
                        + "', which has no such argument.",
                near.map(name -> "Did you mean '" + name + "'? ").orElse("") + "It has: "
                        + String.join(", ", new TreeSet<>(arguments.names())) + ".");
    }
}
