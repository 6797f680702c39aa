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

    private static final int MAX_SHOWN = 100;

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

    /** How much of which limit is taken, the most used first. */
    @Override
    public Map<String, Object> standing() {
        List<Map<String, Object>> uses =
                rates.uses(MAX_SHOWN).stream().map(RateModule::shown).toList();
        return Map.of("rates", uses);
    }

    private static Map<String, Object> shown(RateUse use) {
        RateKey key = use.limit().key();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("tool", key.tool().value());
        shown.put("per", key.per());
        shown.put("holder", key.holder());
        shown.put("period", key.period().toString());
        shown.put("max", use.limit().max());
        shown.put("used", use.used());
        shown.put("left", Math.max(0, use.limit().max() - use.used()));
        shown.put("next_free_ms", use.nextFree().toMillis());
        return shown;
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
