package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Decision;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.NestedRunException;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.testing.Given;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plays a case of tool calls. There are no loop rules, since the reference has none. */
final class ToolCase {

    private static final String BEGAN = "began";

    private final ToolKind kind;
    private final JsonNode test;
    private final Account account;
    private final SteppedClock clock = new SteppedClock();
    private final Map<String, Row> apart = new HashMap<>();
    private final Deque<GuardRun> runs = new ArrayDeque<>();
    private int index;
    private @Nullable Guard guard;

    ToolCase(ToolKind kind, JsonNode test, Account account) {
        this.kind = kind;
        this.test = test;
        this.account = account;
    }

    void play() {
        try {
            JsonNode tools = test.path("config").path("tools");
            guard = kind.complete(Given.guard(policy(tools)).clock(clock), tools, clock)
                    .build();
        } catch (InvalidPolicyException e) {
            account.differs(
                    "config",
                    "a guard",
                    e.getMessage(),
                    kind.row(test, test.get("steps").get(0), null));
            return;
        }
        play(test.get("steps"));
    }

    private GuardPolicy policy(JsonNode config) {
        Map<ToolName, ToolPolicy> tools = new HashMap<>();
        config.properties().forEach(tool -> {
            ToolPolicyBuilder builder = ToolPolicy.builder();
            kind.declare(builder, tool.getValue());
            tools.put(ToolName.of(tool.getKey()), builder.build());
        });
        EffectPolicy effects = EffectPolicy.defaults();
        return kind.policy(GuardPolicy.defaults())
                .withLoops(quiet(LoopPolicy.defaults()))
                .withEffects(new EffectPolicy(
                        null,
                        Duration.ZERO,
                        effects.ttl(),
                        effects.maxEntries(),
                        effects.maxAnswer(),
                        true,
                        false,
                        Set.of()))
                .withTools(tools);
    }

    private static LoopPolicy quiet(LoopPolicy loops) {
        LoopPolicy.Repeat repeat = loops.repeat();
        LoopPolicy.Jitter jitter = loops.jitter();
        LoopPolicy.Sequence sequence = loops.sequence();
        return new LoopPolicy(
                new LoopPolicy.Repeat(
                        false,
                        repeat.threshold(),
                        repeat.window(),
                        repeat.judgement(),
                        repeat.perCaller(),
                        repeat.pollLimit(),
                        repeat.maxEntries(),
                        repeat.ttl()),
                new LoopPolicy.Jitter(
                        false, jitter.threshold(), jitter.window(), jitter.similarity(), jitter.judgement()),
                new LoopPolicy.Sequence(
                        false, sequence.repeats(), sequence.maxLength(), sequence.window(), sequence.judgement()),
                new LoopPolicy.Failures(0, 0, Set.of(), 0),
                loops.stall());
    }

    private void play(JsonNode steps) {
        for (JsonNode step : steps.values()) {
            String where = "step " + index++;
            switch (step.get("op").stringValue()) {
                case "call" -> call(step, where);
                case "run_begin", "session_begin" -> begin(step, where);
                case "run_end", "session_end" -> runs.poll();
                case "advance" -> clock.advance(step.get("seconds"));
                default -> account.differs(where, "a step that is known", step.get("op"), null);
            }
        }
    }

    /** A run that begins before the one before it has ended is within that one. */
    private void begin(JsonNode step, String where) {
        JsonNode expected = step.path("expect");
        RunContext context = kind.context(step);
        GuardRun outer = runs.peek();
        if (outer != null && step.get("op").stringValue().equals("run_begin")) {
            context = context.withParentRunId(outer.runId());
        }
        String seen = BEGAN;
        try {
            runs.push(guard().open(context));
        } catch (NestedRunException e) {
            seen = "refused " + e.reason().code();
        }
        String said = expected.has("error") ? "refused " + reason(expected) : BEGAN;
        if (!said.equals(seen)) {
            account.differs(where, said, seen, kind.row(test, step, null));
        }
    }

    private void call(JsonNode step, String where) {
        clock.at(step.path("at"));
        GuardRun current = runs.peek();
        if (current != null) {
            call(current, step, where);
        } else {
            try (GuardRun own = guard().openStray(RunContext.anonymous())) {
                call(own, step, where);
            }
        }
    }

    private void call(GuardRun current, JsonNode step, String where) {
        JsonNode expected = step.path("expect");
        boolean ran = expected.path("executed").booleanValue(true);
        boolean[] reached = new boolean[1];
        ToolOutcome outcome = current.call(toolCall(step), arguments -> {
            reached[0] = true;
            if (ran) {
                play(step.path("inner"));
            }
            clock.at(step.path("end_at"));
            return kind.run(step.path("outcome"));
        });
        if (!expected.isMissingNode()) {
            compare(step, where, reference(expected), seen(outcome, reached[0]), outcome);
        }
        if (ran && !reached[0]) {
            play(step.path("inner"));
            clock.at(step.path("end_at"));
        }
    }

    /** Parameters that a call leaves out have their default, which is null. */
    private ToolCall toolCall(JsonNode step) {
        String tool = step.get("tool").stringValue();
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        JsonNode config = test.path("config").path("tools").path(tool);
        config.path("params").values().forEach(name -> arguments.putNull(name.stringValue()));
        step.path("args").properties().forEach(entry -> arguments.set(entry.getKey(), entry.getValue()));
        return kind.call(ToolCall.of(tool, arguments.toString()), step);
    }

    private void compare(JsonNode step, String where, String expected, String actual, ToolOutcome outcome) {
        if (!expected.equals(actual)) {
            Row before = apart.get(kind.subject(step));
            Row row = before != null ? before : kind.row(test, step, outcome);
            if (row != null) {
                apart.put(kind.subject(step), row);
            }
            account.differs(where, expected, actual, row);
        }
    }

    private String reference(JsonNode expected) {
        boolean executed = expected.path("executed").booleanValue(true);
        if (expected.has("error")) {
            return executed
                    ? "threw " + expected.get("error").stringValue()
                    : "refused " + reason(expected) + " " + kind.expectedFigures(expected.path("details"));
        }
        String answer = expected.has("returned") ? PythonOutcome.json(expected.get("returned")) : PythonOutcome.DEFAULT;
        return (executed ? "answered " : "replayed ") + answer;
    }

    private String reason(JsonNode expected) {
        return switch (expected.get("error").stringValue()) {
            case "MissingRuntimeContextError" -> "run_missing";
            case "NestedRuntimeContextError" -> "run_nested";
            default -> kind.reason(expected);
        };
    }

    private String seen(ToolOutcome outcome, boolean executed) {
        if (executed) {
            return outcome.failure() != null
                    ? "threw " + outcome.failure().getClass().getSimpleName()
                    : "answered " + outcome.payload();
        }
        Decision decision = outcome.decision();
        return decision instanceof Decision.Cache cache
                ? "replayed " + cache.result().payload()
                : "refused " + decision.reason().code() + " " + kind.figures(decision);
    }

    private Guard guard() {
        if (guard == null) {
            throw new IllegalStateException("the case has not begun");
        }
        return guard;
    }
}
