package dev.guardedtool.autoconfigure.execution;

import dev.guardedtool.execution.ContextCarrier;
import io.micrometer.context.ContextSnapshotFactory;

/** Takes along whatever registered for it with Micrometer, such as the observation that the call is part of. */
final class SnapshotCarrier implements ContextCarrier {

    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();

    @Override
    public Runnable carry(Runnable work) {
        return snapshots.captureAll().wrap(work);
    }
}
