package dev.guardedtool.fault;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Quarantine;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.FaultPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts errors, and keeps tools that are out of use or whose dependency fails from being called. */
public final class FaultModule implements GuardModule {

    private final FaultPolicy policy;
    private final Circuits circuits;

    /** What errors lead to under that policy, and the breakers of what the tools depend on. */
    public FaultModule(FaultPolicy policy, Circuits circuits) {
        this.policy = policy;
        this.circuits = circuits;
    }

    @Override
    public String name() {
        return "fault";
    }

    @Override
    public List<GuardCheck> checks() {
        return List.of(new QuarantineCheck(), new CircuitCheck(circuits));
    }

    @Override
    public List<OutcomeListener> outcomeListeners() {
        return List.of(new CircuitRecording(), new ErrorCounting(policy));
    }

    @Override
    public List<RunState<?>> states() {
        return List.of(ErrorStreaks.STATE);
    }

    @Override
    public Map<String, Object> standing() {
        Map<String, Object> figures = new LinkedHashMap<>();
        circuits.statuses().forEach(status -> figures.put(status.name(), status));
        return figures.isEmpty() ? Map.of() : Map.of("circuits", figures);
    }

    @Override
    public Map<String, Object> report(RunView run) {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> streaks = run.state(ErrorStreaks.STATE).write();
        if (!streaks.isEmpty()) {
            figures.put("error_streaks", streaks);
        }
        Map<String, String> quarantined = new LinkedHashMap<>();
        run.state(Quarantine.STATE).tools().forEach((tool, why) -> quarantined.put(tool.value(), why));
        if (!quarantined.isEmpty()) {
            figures.put("quarantined", quarantined);
        }
        return figures;
    }
}
