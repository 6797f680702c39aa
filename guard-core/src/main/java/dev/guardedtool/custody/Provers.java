package dev.guardedtool.custody;

import dev.guardedtool.ToolName;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.ToolSpec;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** Which tools prove what, so that a refusal can say what to call first. */
final class Provers {

    private final Map<String, Set<String>> byKind = new ConcurrentHashMap<>();

    void declared(ToolSpec spec) {
        ToolName tool = spec.tool();
        spec.custody()
                .proves()
                .forEach(proof -> byKind.computeIfAbsent(proof.kind(), kind -> new ConcurrentSkipListSet<>())
                        .add(tool.value()));
    }

    /** What to do where the fact is missing. */
    String advice(FactRequirement requirement) {
        if (!requirement.hint().isBlank()) {
            String hint = requirement.hint().strip();
            return hint.endsWith(".") ? hint.substring(0, hint.length() - 1) : hint;
        }
        Set<String> tools = byKind.getOrDefault(requirement.kind(), Set.of());
        return tools.isEmpty()
                ? "nothing here can verify it"
                : "call " + tools.stream().collect(Collectors.joining(" or ")) + " first";
    }
}
