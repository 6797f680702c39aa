package dev.guardedtool.check;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.Reason;
import dev.guardedtool.RunContext;
import dev.guardedtool.Warning;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.signature.Fingerprints;
import java.time.Instant;

/** One run as the checks see it. */
public interface RunView {

    /** Identifies the run. */
    String runId();

    /** What was known when the run was opened. */
    RunContext context();

    /** The policy of the run. */
    GuardPolicy policy();

    /** The time. */
    Instant now();

    /** Makes fingerprints with the guard's key. */
    Fingerprints fingerprints();

    /**
     * The run's state of that kind, made on first use. Only to be touched by local checks and listeners,
     * unless the state itself is thread-safe.
     */
    <T> T state(RunState<T> state);

    /** Announces something once the run's lock is released. */
    void announce(GuardEvent event);

    /** A warning with the guard's text for that reason. */
    Warning warning(Reason reason, String detail);
}
