package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.ToolName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds names that more than one method goes by: what is said of one would hold for the other. */
final class AmbiguousNames implements StartupCheck {

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        Map<ToolName, TreeSet<String>> methods = new TreeMap<>();
        Map<ToolName, Boolean> guarded = new TreeMap<>();
        for (ToolBean bean : tools) {
            for (ToolMethod method : bean.methods()) {
                methods.computeIfAbsent(method.name(), name -> new TreeSet<>())
                        .add(method.method().toGenericString());
                guarded.merge(method.name(), method.guarded(), Boolean::logicalOr);
            }
        }
        methods.values().removeIf(same -> same.size() < 2);
        return methods.entrySet().stream()
                .filter(same -> guarded.getOrDefault(same.getKey(), false))
                .map(same -> Finding.fatal(
                        "The tool name '" + same.getKey() + "' is that of more than one method: "
                                + String.join("; ", same.getValue()) + ".",
                        "Give each a name of its own in @Tool."))
                .toList();
    }
}
