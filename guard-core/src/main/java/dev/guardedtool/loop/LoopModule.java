package dev.guardedtool.loop;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.TextCheck;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers repeated calls from memory and refuses loops.
 *
 * <p>A decision costs time in proportion to the windows of the policy and not to the length of the run. What a run
 * remembers is bounded: up to {@code repeat.maxEntries} calls of about 250 bytes each, plus the answers that may be
 * served again, which are the tools' own objects; 32 bytes for each of {@code stall.maxTracked} distinct calls and as
 * many results; up to 512 KiB for the words of the last text, and where tools have query arguments up to 8 KiB for each
 * of the last {@code jitter.window} questions to each of up to 32 tools. With the default policy that is less than 1 MiB
 * and the answers for a run that makes no use of query arguments.
 *
 * <p>A snapshot holds fingerprints and hashes under the secret key, no arguments, answers or texts. A restored run knows
 * that an answer did not change, but has to run the call once more before it can serve it.
 */
public final class LoopModule implements GuardModule {

    private final LoopPolicy policy;
    private final boolean quarantines;

    /** The loop rules of that policy. */
    public LoopModule(GuardPolicy policy) {
        this.policy = policy.loops();
        this.quarantines = policy.faults().afterLoops();
    }

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public List<GuardCheck> checks() {
        List<GuardCheck> checks = new ArrayList<>();
        if (policy.failures().judged()) {
            checks.add(new SameFailureCheck(policy.failures()));
        }
        if (policy.repeat().enabled()) {
            RepeatRule rule = RepeatRule.of(policy.repeat());
            checks.add(new KnownAnswerCheck(rule));
            checks.add(new RepeatCheck(rule));
        }
        if (policy.jitter().enabled()) {
            checks.add(new JitterCheck(policy.jitter(), JitterRule.of(policy.jitter()), quarantines));
        }
        if (policy.sequence().enabled()) {
            checks.add(new SequenceCheck(policy.sequence(), quarantines));
        }
        return checks;
    }

    @Override
    public List<Reservation> reservations() {
        return List.of(new CallRecording());
    }

    @Override
    public List<OutcomeListener> outcomeListeners() {
        return List.of(new ResultLearning(policy.failures().warnAfter()));
    }

    @Override
    public List<TextCheck> textChecks() {
        return policy.stall().enabled() ? List.of(new StallCheck(policy.stall())) : List.of();
    }

    @Override
    public List<RunState<?>> states() {
        return List.of(LoopState.STATE);
    }

    @Override
    public Map<String, Object> report(RunView run) {
        LoopState state = LoopState.of(run);
        List<String> stream = new ArrayList<>();
        for (int age = Math.min(state.history().size(), state.window()) - 1; age >= 0; age--) {
            stream.add(state.history().key(age).tool().value());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("stream", stream);
        figures.put("unique_calls", state.progress().calls());
        figures.put("unique_results", state.progress().results());
        figures.put("stall_rewrites", state.stall().rewrites);
        figures.put("stall_streak", state.stall().alike);
        figures.put("stall_pattern_streak", state.stall().stalling);
        return figures;
    }
}
