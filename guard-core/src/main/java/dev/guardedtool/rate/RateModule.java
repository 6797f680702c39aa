package dev.guardedtool.rate;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.FaultPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the calls of each tool and holds them to their limits. */
public final class RateModule implements GuardModule {

    private final boolean quarantines;
    private final RateStore rates;
    private final @Nullable AttemptStore attempts;

    /**
     * The limits.
     *
     * @param faults says whether reaching the limit of calls puts the tool out of use
     * @param rates remembers when tools were called
     * @param attempts counts attempts, or null to have each run count its own
     */
    public RateModule(FaultPolicy faults, RateStore rates, @Nullable AttemptStore attempts) {
        this.quarantines = faults.afterLoops();
        this.rates = rates;
        this.attempts = attempts;
    }

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public List<GuardCheck> checks() {
        return List.of(new AttemptCheck(attempts), new RateCheck(rates), new CallLimitCheck(quarantines));
    }

    @Override
    public List<Reservation> reservations() {
        return List.of(new CallCounting());
    }

    @Override
    public List<RunState<?>> states() {
        return List.of(CallCounts.STATE, RunAttempts.STATE);
    }

    @Override
    public Map<String, Object> report(RunView run) {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> counts = run.state(CallCounts.STATE).write();
        if (!counts.isEmpty()) {
            figures.put("calls", counts);
        }
        Map<String, Object> tried = RunAttempts.used(run.state(RunAttempts.STATE));
        if (!tried.isEmpty()) {
            figures.put("attempts", tried);
        }
        return figures;
    }
}
