package dev.guardedtool.engine;

import dev.guardedtool.Availability;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.Tariff;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What holds for each tool, put together on first use. Names of unknown tools, which a model can invent, are not kept. */
final class ToolSpecs {

    private static final int MAX_KEPT = 10_000;

    /** Stands for every tool of which nothing is said, so that mistakes in the defaults are found at start. */
    private static final ToolName ANY = ToolName.of("*");

    private final GuardPolicy policy;
    private final Tariff tariff;
    private final Map<ToolName, ToolPolicy> declared;
    private final ExpressionCompiler expressions;
    private final Consumer<ToolSpec> told;
    private final Map<ToolName, ToolSpec> specs = new ConcurrentHashMap<>();

    /** Tells what holds for each tool of which something is said. */
    ToolSpecs(
            GuardPolicy policy,
            Tariff tariff,
            Map<ToolName, ToolPolicy> declared,
            ExpressionCompiler expressions,
            Consumer<ToolSpec> told) {
        this.told = told;
        this.policy = policy;
        this.tariff = tariff;
        this.declared = new ConcurrentHashMap<>(declared);
        this.expressions = expressions;
        policy.tools().keySet().forEach(this::of);
        declared.keySet().forEach(this::of);
        specs.values().forEach(told);
        told.accept(resolve(ANY));
    }

    ToolSpec of(ToolCall call) {
        ToolSpec known = specs.get(call.tool());
        if (known != null) {
            return known;
        }
        return call.availability() == Availability.UNKNOWN ? resolve(call.tool()) : of(call.tool());
    }

    ToolSpec of(ToolName tool) {
        ToolSpec known = specs.get(tool);
        if (known != null) {
            return known;
        }
        ToolSpec spec = resolve(tool);
        if (specs.size() < MAX_KEPT) {
            specs.putIfAbsent(tool, spec);
        }
        return spec;
    }

    int size() {
        return specs.size();
    }

    private ToolSpec resolve(ToolName tool) {
        return resolve(tool, declared.getOrDefault(tool, ToolPolicy.NONE));
    }

    /** The tariff is weaker than what is said of the tool, and stronger than what is said of all. */
    private ToolSpec resolve(ToolName tool, ToolPolicy declaration) {
        ToolPolicy said = tariff.costOf(tool)
                .map(cost -> declaration.over(ToolPolicy.builder().cost(cost).build()))
                .orElse(declaration);
        return ToolSpec.resolve(tool, policy, said, expressions);
    }

    void declare(ToolName tool, ToolPolicy declaration) {
        ToolSpec spec = resolve(tool, declaration);
        if (declared.putIfAbsent(tool, declaration) == null) {
            specs.put(tool, spec);
            told.accept(spec);
        }
    }
}
