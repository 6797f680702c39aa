package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.NearestName;
import dev.guardedtool.autoconfigure.ToolProperties;
import dev.guardedtool.policy.Access;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Finds tools that the properties speak of and no bean has. Only a warning: remote tools and plain objects are unseen. */
final class UnknownNames implements StartupCheck {

    private final Map<String, ToolProperties> configured;
    private final Supplier<? extends Collection<ToolName>> callbacks;

    UnknownNames(Map<String, ToolProperties> configured, Supplier<? extends Collection<ToolName>> callbacks) {
        this.configured = configured;
        this.callbacks = callbacks;
    }

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        if (configured.isEmpty()) {
            return List.of();
        }
        Set<String> known = new TreeSet<>();
        tools.forEach(
                bean -> bean.methods().forEach(method -> known.add(method.name().value())));
        callbacks.get().forEach(name -> known.add(name.value()));
        return configured.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .flatMap(name -> finding(name, known).stream())
                .toList();
    }

    /** To deny a tool that is not there is prudent, unless the name is just misspelt. */
    private Optional<Finding> finding(String name, Set<String> known) {
        String problem = "No bean declares the tool '" + name + "' that guard.tools speaks of.";
        Optional<String> near = NearestName.of(name, known);
        if (near.isPresent()) {
            return Optional.of(Finding.warning(problem, "Did you mean '" + near.get() + "'?"));
        }
        ToolProperties said = configured.get(name);
        return said != null && said.access() == Access.DENY
                ? Optional.empty()
                : Optional.of(
                        Finding.warning(problem, "That is fine if it comes from an MCP server or a plain object."));
    }
}
