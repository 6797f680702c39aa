package dev.guardedtool.rate;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.FaultPolicy;
import java.util.List;
import java.util.Map;

/** Counts the calls of each tool and holds them to their limits. */
public final class RateModule implements GuardModule {

    private final boolean quarantines;

    /** The limits; {@code faults} says whether reaching one puts the tool out of use. */
    public RateModule(FaultPolicy faults) {
        this.quarantines = faults.afterLoops();
    }

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public List<GuardCheck> checks() {
        return List.of(new CallLimitCheck(quarantines));
    }

    @Override
    public List<Reservation> reservations() {
        return List.of(new CallCounting());
    }

    @Override
    public List<RunState<?>> states() {
        return List.of(CallCounts.STATE);
    }

    @Override
    public Map<String, Object> report(RunView run) {
        Map<String, Object> counts = run.state(CallCounts.STATE).write();
        return counts.isEmpty() ? Map.of() : Map.of("calls", counts);
    }
}
