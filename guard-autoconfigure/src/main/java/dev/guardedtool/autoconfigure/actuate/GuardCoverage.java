package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardedToolDeclarations;
import dev.guardedtool.autoconfigure.mcp.ServerBeans;
import dev.guardedtool.autoconfigure.springai.CallbackBeans;
import dev.guardedtool.autoconfigure.startup.Proxies;
import dev.guardedtool.autoconfigure.startup.ToolBean;
import dev.guardedtool.autoconfigure.startup.ToolMethod;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.ToolPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Tells how the tools of an application are guarded. Thread-safe. Asking makes no bean and calls no other process; plain
 * objects that are given to chat clients are not listed, but those that models were offered without the guard are named.
 */
public final class GuardCoverage {

    private static final String NO_LOOP = "a chat client and a tool calling manager that are no beans";

    private final Guard guard;
    private final ConfigurableListableBeanFactory beans;

    GuardCoverage(Guard guard, ConfigurableListableBeanFactory beans) {
        this.guard = guard;
        this.beans = beans;
    }

    /** How they are guarded now. */
    public CoverageReport report() {
        CallbackBeans callbacks = CallbackBeans.in(beans);
        List<CoveredTool> tools = new ArrayList<>();
        for (ToolBean bean : ToolBean.in(beans)) {
            bean.methods().forEach(method -> tools.add(covered(bean, method, callbacks)));
        }
        callbacks.tools().forEach(tool -> tools.add(covered(tool, callbacks.loopGuarded())));
        ServerBeans.in(beans).tools().forEach(tool -> tools.add(covered(tool)));
        tools.sort(Comparator.comparing(CoveredTool::tool).thenComparing(CoveredTool::bean));
        return new CoverageReport(
                ToolRules.code(guard.policy().mode()),
                tools,
                circuits(tools),
                callbacks.unread().stream().map(GuardCoverage::unread).toList(),
                callbacks.passing().stream()
                        .map(name -> "the bean '" + name + "': the guard could not be put in front of its kind")
                        .toList(),
                offered(callbacks.offers()));
    }

    private List<CoveredCircuit> circuits(List<CoveredTool> tools) {
        Map<String, List<String>> sharing = new TreeMap<>();
        for (CoveredTool tool : tools) {
            String circuit = tool.rules().circuit();
            if (circuit != null) {
                sharing.computeIfAbsent(circuit, name -> new ArrayList<>()).add(tool.tool());
            }
        }
        return beans.getBeanProvider(Circuits.class).stream()
                .flatMap(circuits -> sharing.entrySet().stream()
                        .map(each -> new CoveredCircuit(
                                each.getKey(), circuits.status(each.getKey()).state(), each.getValue())))
                .toList();
    }

    private CoveredTool covered(ToolBean bean, ToolMethod method, CallbackBeans callbacks) {
        Set<Layer> seenBy = EnumSet.noneOf(Layer.class);
        List<String> unguarded = new ArrayList<>();
        boolean around = method.guarded()
                && method.canBeAdvised()
                && Proxies.advised(bean.name(), beans).orElse(true);
        if (around) {
            seenBy.add(Layer.METHOD);
        } else {
            unguarded.add("calls from Java: " + whyNotAround(method));
        }
        if (method.advertised() && callbacks.loopGuarded()) {
            seenBy.add(Layer.LOOP);
        }
        boolean woven = callbacks.offers().woven();
        if (method.advertised() && woven) {
            seenBy.add(Layer.WEAVING);
        }
        if (method.advertised() && !around && !woven) {
            unguarded.add("calls through " + NO_LOOP + ": nothing stands around the method");
        }
        return new CoveredTool(method.name().value(), bean.name(), seenBy, unguarded, rules(method.name()));
    }

    private static String whyNotAround(ToolMethod method) {
        if (!method.guarded()) {
            return "the method carries no @GuardedTool";
        }
        return method.canBeAdvised()
                ? "the bean has no proxy"
                : "the method is private, final or static, so that no proxy can stand around it";
    }

    private CoveredTool covered(CallbackBeans.Tool tool, boolean loopGuarded) {
        Set<Layer> seenBy = EnumSet.noneOf(Layer.class);
        List<String> unguarded = new ArrayList<>();
        if (tool.guarded()) {
            seenBy.add(Layer.CALLBACK);
        } else if (!tool.woven()) {
            unguarded.add("direct calls, and calls through " + NO_LOOP
                    + ": the bean's class is final and its declared type is not the interface");
        }
        if (tool.woven()) {
            seenBy.add(Layer.WEAVING);
        }
        if (loopGuarded) {
            seenBy.add(Layer.LOOP);
        }
        return new CoveredTool(tool.name().value(), tool.bean(), seenBy, unguarded, rules(tool.name()));
    }

    private CoveredTool covered(ServerBeans.Tool tool) {
        Set<Layer> seenBy = tool.guarded() ? EnumSet.of(Layer.SERVER) : EnumSet.noneOf(Layer.class);
        List<String> unguarded =
                tool.guarded() ? List.of() : List.of("calls of MCP clients: nothing stands around the specification");
        return new CoveredTool(tool.name().value(), tool.bean(), seenBy, unguarded, rules(tool.name()));
    }

    private ToolRules rules(ToolName tool) {
        ToolPolicy declared = beans.getBeanProvider(GuardedToolDeclarations.class)
                .orderedStream()
                .map(GuardedToolDeclarations::declarations)
                .filter(some -> some.containsKey(tool))
                .findFirst()
                .orElse(Map.of())
                .getOrDefault(tool, ToolPolicy.NONE);
        ToolPolicy said = guard.policy()
                .tools()
                .getOrDefault(tool, ToolPolicy.NONE)
                .over(declared)
                .over(guard.policy().toolDefaults());
        return ToolRules.of(guard.spec(tool), said);
    }

    private static UnguardedOffers offered(CallbackBeans.Offers offers) {
        return new UnguardedOffers(ToolRules.code(offers.handling()), offers.watched(), List.copyOf(offers.tools()));
    }

    private static String unread(CallbackBeans.Unread unread) {
        String why = unread.remote() ? "its tools are those of another process" : "its tools are known once it is made";
        String guarded = unread.guarded()
                ? "calls pass the guard"
                : "direct calls of its callbacks, and calls through " + NO_LOOP + ", pass nobody";
        return "the bean '" + unread.bean() + "': " + why + "; " + guarded;
    }
}
