package dev.guardedtool.engine;

import java.util.Optional;

/**
 * Keeps snapshots of runs, so that another process can go on with them. Every method is atomic, implementations are
 * thread-safe, and the time after which a snapshot is forgotten is the store's own. A snapshot that is kept is never
 * evicted: a full store refuses.
 */
public interface RunStore {

    /**
     * Keeps the snapshot, in place of an earlier one of the same run.
     *
     * @throws RunStoreFullException if nothing more can be kept
     */
    void save(RunSnapshot snapshot);

    /** The snapshot of that run; empty if none is kept. */
    Optional<RunSnapshot> find(String runId);

    /** As {@link #find}, and it is not kept any longer: of all that ask at once, one gets it and goes on with the run. */
    Optional<RunSnapshot> take(String runId);
}
