package dev.guardedtool.effect;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Heartbeat;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.EffectPolicy;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Effects that happen at most once. */
public final class EffectModule implements GuardModule {

    private final EffectPolicy policy;
    private final EffectKeys keys;
    private final Leases leases;
    private final RunState<InMemoryEffectLedger> ofRun;

    /**
     * Effects under that policy.
     *
     * @param shared remembers effects beyond one run
     * @param owner names this process among all that share the ledger
     * @param clock tells when an effect of a run is forgotten
     */
    public EffectModule(EffectPolicy policy, EffectLedger shared, String owner, Clock clock) {
        this.policy = policy;
        this.ofRun = RunEffects.state(clock);
        this.leases = new Leases(shared, owner, Heartbeat.daemon("guard-leases"));
        this.keys = new EffectKeys(leases, ofRun);
    }

    @Override
    public String name() {
        return "effect";
    }

    @Override
    public List<GuardCheck> checks() {
        GuardCheck once = new OnceCheck(policy, keys);
        Integer limit = policy.limitPerTool();
        return limit == null ? List.of(once) : List.of(once, new EffectLimitCheck(limit));
    }

    @Override
    public List<OutcomeListener> outcomeListeners() {
        return List.of(new EffectRecording(policy, keys), new EffectCounting());
    }

    @Override
    public List<RunState<?>> states() {
        return List.of(EffectCounts.STATE, ofRun);
    }

    @Override
    public void closed() {
        leases.close();
    }

    @Override
    public Map<String, Object> report(RunView run) {
        return run.state(EffectCounts.STATE).write();
    }
}
