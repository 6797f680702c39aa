package dev.guardedtool.testing;

import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolName;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.LoopPolicy.Failures;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Guards, policies and runs for tests. */
public final class Given {

    private static final byte[] KEY = "a key that only tests know".getBytes(StandardCharsets.UTF_8);

    private Given() {}

    /** A guard with a fixed key. */
    public static GuardBuilder guard(GuardPolicy policy) {
        return Guard.builder(policy).secretKey(KEY);
    }

    /** A run of nobody in particular. */
    public static GuardRun run(GuardPolicy policy) {
        return guard(policy).build().open(RunContext.anonymous());
    }

    /** The default policy, saying that of one tool. */
    public static GuardPolicy tool(String name, UnaryOperator<ToolPolicyBuilder> said) {
        return tool(GuardPolicy.defaults(), name, said);
    }

    /** That policy, saying that of one more tool. */
    public static GuardPolicy tool(GuardPolicy policy, String name, UnaryOperator<ToolPolicyBuilder> said) {
        Map<ToolName, ToolPolicy> tools = new HashMap<>(policy.tools());
        tools.put(ToolName.of(name), said.apply(ToolPolicy.builder()).build());
        return policy.withTools(tools);
    }

    /** That policy, under which a call that failed may be repeated at once. */
    public static GuardPolicy patient(GuardPolicy policy) {
        LoopPolicy loops = policy.loops();
        Failures failures = new Failures(3, 0, Set.of(), 3);
        return policy.withLoops(
                new LoopPolicy(loops.repeat(), loops.jitter(), loops.sequence(), failures, loops.stall()));
    }

    /** The context of somebody of that tenant. */
    public static RunContext tenant(String tenant) {
        return RunContext.of(new Principal("somebody", Set.of(), tenant));
    }
}
