package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.ToolName;
import dev.guardedtool.engine.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Finds limits of the guard that Spring AI's own limits come before. Those end the turn, so that the guard's answer,
 * which lets the model go on, is never given.
 */
final class CallLimits implements StartupCheck {

    private static final String PREFIX = "spring.ai.tools.limits.";
    private static final int PER_TOOL = 40;
    private static final int TOTAL = 150;
    private static final int NONE = -1;

    private final Guard guard;
    private final Set<String> configured;
    private final Binder binder;

    CallLimits(Guard guard, Set<String> configured, Environment environment) {
        this.guard = guard;
        this.configured = configured;
        this.binder = Binder.get(environment);
    }

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        int perTool = limit("max-calls-per-tool-default", PER_TOOL);
        int total = limit("max-total-tool-calls", TOTAL);
        Map<String, Integer> each = binder.bind(
                        PREFIX + "max-calls-per-tool", Bindable.mapOf(String.class, Integer.class))
                .orElse(Map.of());
        List<String> excluded = binder.bind(PREFIX + "excluded-tools", Bindable.listOf(String.class))
                .orElse(List.of());
        Set<String> names = new TreeSet<>(configured);
        tools.forEach(
                bean -> bean.methods().forEach(method -> names.add(method.name().value())));
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            Integer ours = guard.spec(ToolName.of(name)).limits().maxCalls();
            if (ours == null) {
                continue;
            }
            String property = each.containsKey(name) ? "max-calls-per-tool." + name : "max-calls-per-tool-default";
            int theirs = each.getOrDefault(name, perTool);
            if (!excluded.contains(name) && theirs != NONE && theirs <= ours) {
                findings.add(finding(name, ours, property, theirs));
            } else if (total != NONE && total <= ours) {
                findings.add(finding(name, ours, "max-total-tool-calls", total));
            }
        }
        return findings;
    }

    private int limit(String name, int otherwise) {
        return binder.bind(PREFIX + name, Integer.class).orElse(otherwise);
    }

    private static Finding finding(String tool, int ours, String property, int theirs) {
        return Finding.warning(
                "The guard lets a run call '" + tool + "' " + ours + " times, but Spring AI ends the turn after "
                        + theirs + " calls (" + PREFIX + property + ").",
                "Raise that property above " + ours + ", or lower guard.tools." + tool + ".max-calls.");
    }
}
