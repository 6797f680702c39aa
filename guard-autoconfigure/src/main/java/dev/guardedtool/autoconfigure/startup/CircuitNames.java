package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.NearestName;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.policy.CircuitFailures;
import dev.guardedtool.policy.CircuitPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/**
 * Finds circuits that are named on one side only. Once anything is said about circuits, each that a tool names must be
 * among them: a misspelt name would have a breaker to itself, at its default settings.
 */
final class CircuitNames implements StartupCheck {

    private final Map<String, CircuitPolicy> circuits;
    private final Guard guard;
    private final Set<String> configured;
    private final Supplier<? extends Collection<ToolName>> callbacks;
    private final Predicate<String> registered;

    /**
     * Looks at those tools and at all tool beans.
     *
     * @param circuits what is said about circuits
     * @param registered whether the application has a breaker of that name
     */
    CircuitNames(
            Map<String, CircuitPolicy> circuits,
            Guard guard,
            Set<String> configured,
            Supplier<? extends Collection<ToolName>> callbacks,
            Predicate<String> registered) {
        this.circuits = circuits;
        this.guard = guard;
        this.configured = configured;
        this.callbacks = callbacks;
        this.registered = registered;
    }

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> named = named(tools);
        if (!circuits.isEmpty()) {
            named.forEach((circuit, tool) -> {
                if (!circuits.containsKey(circuit) && !registered.test(circuit)) {
                    findings.add(unknown(circuit, tool, circuits.keySet()));
                }
            });
        }
        new TreeMap<>(circuits).forEach((circuit, policy) -> {
            if (!named.containsKey(circuit)) {
                findings.add(Finding.warning(
                        "No tool names the circuit '" + circuit + "' that guard.circuits speaks of.",
                        "Set circuit: " + circuit + " on the tools that depend on it."));
            }
            types(policy.failures()).forEach(type -> findings.add(absent(circuit, type)));
        });
        return findings;
    }

    /** The circuits with one of the tools that name each. */
    private Map<String, String> named(List<ToolBean> tools) {
        Set<String> names = new TreeSet<>(configured);
        tools.forEach(
                bean -> bean.methods().forEach(method -> names.add(method.name().value())));
        callbacks.get().forEach(name -> names.add(name.value()));
        Map<String, String> named = new TreeMap<>();
        for (String name : names) {
            String circuit = guard.spec(ToolName.of(name)).circuit();
            if (circuit != null) {
                named.putIfAbsent(circuit, name);
            }
        }
        return named;
    }

    private static Finding unknown(String circuit, String tool, Set<String> known) {
        String near = NearestName.of(circuit, known)
                .map(name -> "Did you mean '" + name + "'? Otherwise set")
                .orElse("Set");
        return Finding.fatal(
                "The tool '" + tool + "' names the circuit '" + circuit + "', which guard.circuits does not have.",
                near + " guard.circuits." + circuit + ".preset to default, to say that it is meant.");
    }

    private static Stream<String> types(CircuitFailures failures) {
        return Stream.concat(failures.failOn().stream(), failures.ignore().stream())
                .filter(sign -> sign.indexOf('.') > 0 && !ClassUtils.isPresent(sign, null))
                .sorted();
    }

    private static Finding absent(String circuit, String type) {
        return Finding.warning(
                "guard.circuits." + circuit + " names the exception type '" + type
                        + "', which is not on the class path.",
                "Write the full name of the type, or remove it.");
    }
}
