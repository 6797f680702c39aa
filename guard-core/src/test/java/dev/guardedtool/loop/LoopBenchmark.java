package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.Reason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Claim;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.check.ResultVariables;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.expression.Variables;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolSpec;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Arguments;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.signature.Fingerprints;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the loop rules add to a read whose arguments are new: all checks, the reservation and the recording. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LoopBenchmark {

    private static final int ARGUMENTS = 1 << 13;
    private static final ToolName TOOL = ToolName.of("look");
    private static final Variables NOTHING =
            new ResultVariables(new ArgumentReader(ArgumentLimits.defaults()), Arguments.EMPTY, null);

    @Param({"defaults", "reference"})
    String profile = "defaults";

    private Run run = new Run(GuardPolicy.defaults());
    private GuardCheck[] checks = {};
    private Reservation[] reservations = {};
    private OutcomeListener[] listeners = {};
    private ToolSpec spec = spec(GuardPolicy.defaults());
    private final ToolCall call = ToolCall.of(TOOL, "{}").withId("call");
    private final ToolResult result = ToolResult.ok("answer");
    private final Fingerprint[] arguments = new Fingerprint[ARGUMENTS];
    private final Fingerprint[] answers = new Fingerprint[ARGUMENTS];
    private int next;

    /** Prepares a run and more arguments than it remembers. */
    @Setup
    public void prepare() {
        GuardPolicy policy = profile.equals("defaults") ? GuardPolicy.defaults() : GuardPolicy.reference();
        LoopModule module = new LoopModule(policy);
        run = new Run(policy);
        checks = module.checks().stream()
                .sorted(Comparator.comparingInt(GuardCheck::order))
                .toArray(GuardCheck[]::new);
        reservations = module.reservations().toArray(Reservation[]::new);
        listeners = module.outcomeListeners().toArray(OutcomeListener[]::new);
        spec = spec(policy);
        for (int i = 0; i < ARGUMENTS; i++) {
            arguments[i] = run.fingerprints.text("arguments", "{\"id\":" + i + "}");
            answers[i] = run.fingerprints.text("answer", "answer " + i);
        }
    }

    private static ToolSpec spec(GuardPolicy policy) {
        GuardPolicy declared = policy.withTools(
                Map.of(TOOL, ToolPolicy.builder().effect(Effect.READ).build()));
        return ToolSpec.resolve(TOOL, declared, ToolPolicy.NONE, ExpressionCompiler.plainPaths());
    }

    /** One call with arguments that were not seen for long, decided and recorded. */
    @Benchmark
    public @Nullable Decision newRead() {
        int at = next++ & (ARGUMENTS - 1);
        CallView view = new View(run, call, spec, arguments[at]);
        for (GuardCheck check : checks) {
            Decision decision = check.check(view);
            if (decision != null) {
                return decision;
            }
        }
        for (Reservation reservation : reservations) {
            reservation.reserve(view);
        }
        Outcome outcome = new Outcome(result, null, false, null, answers[at], "", EffectStatus.HAPPENED, NOTHING);
        for (OutcomeListener listener : listeners) {
            listener.onOutcome(view, outcome);
        }
        return null;
    }

    private static final class Run implements RunView {

        private final GuardPolicy policy;
        private final Fingerprints fingerprints = new Fingerprints(new byte[32]);
        private final Map<RunState<?>, Object> states = new ConcurrentHashMap<>();

        Run(GuardPolicy policy) {
            this.policy = policy;
        }

        @Override
        public String runId() {
            return "run";
        }

        @Override
        public RunContext context() {
            return RunContext.anonymous();
        }

        @Override
        public GuardPolicy policy() {
            return policy;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Fingerprints fingerprints() {
            return fingerprints;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T state(RunState<T> state) {
            Object known = states.get(state);
            return (T) (known != null ? known : states.computeIfAbsent(state, key -> state.initial(policy)));
        }

        @Override
        public void announce(GuardEvent event) {}

        @Override
        public Warning warning(Reason reason, String detail) {
            return new Warning(reason, detail);
        }
    }

    private record View(Run run, ToolCall call, ToolSpec spec, Fingerprint fingerprint) implements CallView {

        @Override
        public String callId() {
            return "call";
        }

        @Override
        public ToolName tool() {
            return TOOL;
        }

        @Override
        public Effect effect() {
            return spec.effects().effect();
        }

        @Override
        public Arguments arguments() {
            return Arguments.EMPTY;
        }

        @Override
        public @Nullable String ticket() {
            return null;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public boolean refused() {
            return false;
        }

        @Override
        public boolean reserved() {
            return true;
        }

        @Override
        public void hold(Claim claim) {}

        @Override
        public <T extends Claim> @Nullable T held(Class<T> kind) {
            return null;
        }
    }
}
