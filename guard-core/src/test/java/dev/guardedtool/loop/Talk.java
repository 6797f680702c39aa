package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.RunSnapshot;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.LoopPolicy.Failures;
import dev.guardedtool.policy.LoopPolicy.Jitter;
import dev.guardedtool.policy.LoopPolicy.Repeat;
import dev.guardedtool.policy.LoopPolicy.Sequence;
import dev.guardedtool.policy.StallPolicy;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A run of a real guard, for tests that read like a conversation. */
final class Talk {

    private static final byte[] KEY = "a key for tests only".getBytes(StandardCharsets.UTF_8);

    private final ManualClock clock;
    private final Guard guard;
    private GuardRun run;
    private List<Warning> warnings = List.of();
    private @Nullable String ticket;

    private Talk(GuardPolicy policy) {
        clock = new ManualClock();
        guard = Guard.builder(policy).secretKey(KEY).clock(clock).build();
        run = guard.open(RunContext.anonymous());
    }

    static Talk with(GuardPolicy policy) {
        return new Talk(policy);
    }

    /** The default policy with {@code look} for reads, {@code save} for writes and {@code pay} for effects at most once. */
    static GuardPolicy policy() {
        return policy(UnaryOperator.identity());
    }

    /** The same with more said about the tool {@code look}. */
    static GuardPolicy policy(UnaryOperator<ToolPolicyBuilder> look) {
        Map<ToolName, ToolPolicy> tools = new HashMap<>();
        tools.put(
                ToolName.of("look"),
                look.apply(ToolPolicy.builder().effect(Effect.READ)).build());
        tools.put(
                ToolName.of("glance"), ToolPolicy.builder().effect(Effect.READ).build());
        tools.put(ToolName.of("save"), ToolPolicy.builder().effect(Effect.WRITE).build());
        tools.put(ToolName.of("pay"), ToolPolicy.builder().effect(Effect.ONCE).build());
        return GuardPolicy.defaults().withTools(tools);
    }

    static GuardPolicy repeat(GuardPolicy policy, UnaryOperator<Repeat> change) {
        LoopPolicy loops = policy.loops();
        return policy.withLoops(new LoopPolicy(
                change.apply(loops.repeat()), loops.jitter(), loops.sequence(), loops.failures(), loops.stall()));
    }

    static GuardPolicy jitter(GuardPolicy policy, UnaryOperator<Jitter> change) {
        LoopPolicy loops = policy.loops();
        return policy.withLoops(new LoopPolicy(
                loops.repeat(), change.apply(loops.jitter()), loops.sequence(), loops.failures(), loops.stall()));
    }

    static GuardPolicy sequence(GuardPolicy policy, UnaryOperator<Sequence> change) {
        LoopPolicy loops = policy.loops();
        return policy.withLoops(new LoopPolicy(
                loops.repeat(), loops.jitter(), change.apply(loops.sequence()), loops.failures(), loops.stall()));
    }

    static GuardPolicy failures(GuardPolicy policy, Failures failures) {
        LoopPolicy loops = policy.loops();
        return policy.withLoops(
                new LoopPolicy(loops.repeat(), loops.jitter(), loops.sequence(), failures, loops.stall()));
    }

    static GuardPolicy stall(GuardPolicy policy, UnaryOperator<StallPolicy> change) {
        LoopPolicy loops = policy.loops();
        return policy.withLoops(new LoopPolicy(
                loops.repeat(), loops.jitter(), loops.sequence(), loops.failures(), change.apply(loops.stall())));
    }

    /** Decides the call and, if it may run, has it succeed with that answer. */
    Decision ok(String tool, String arguments, @Nullable Object answer) {
        return call(tool, arguments, ToolResult.ok(answer));
    }

    /** Decides the call and, if it may run, has it fail with that error. */
    Decision fails(String tool, String arguments, String error) {
        return call(tool, arguments, ToolResult.failed(error));
    }

    Decision call(String tool, String arguments, ToolResult result) {
        Decision decision = check(tool, arguments);
        warnings = decision.allowed() ? run.record(decision.handle(), result) : List.of();
        return decision;
    }

    Decision check(String tool, String arguments) {
        return run.check(ToolCall.of(tool, arguments).withTicket(ticket));
    }

    @Nullable
    Decision says(String text) {
        return run.inspectOutput(text).orElse(null);
    }

    /** What rode on the last result. */
    List<Warning> warnings() {
        return warnings;
    }

    Talk forTicket(@Nullable String value) {
        ticket = value;
        return this;
    }

    void passes(Duration time) {
        clock.now = clock.now.plus(time);
    }

    /** Goes on in another process. */
    void restart() {
        restart(RunSnapshot.fromJson(run.snapshot().toJson()));
    }

    void restart(RunSnapshot snapshot) {
        run = guard.restore(snapshot, RunContext.anonymous());
    }

    GuardRun run() {
        return run;
    }

    private static final class ManualClock extends Clock {

        private Instant now = Instant.parse("2030-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
