package dev.guardedtool.execution;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts what it is told. */
final class NotedEnding implements Ending<String> {

    private final AtomicInteger expired = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @Override
    public void expired() {
        expired.incrementAndGet();
    }

    @Override
    public void late(@Nullable String value, @Nullable Throwable failure) {
        late.incrementAndGet();
    }

    @Override
    public void done() {
        done.incrementAndGet();
    }

    int timesExpired() {
        return expired.get();
    }

    int timesLate() {
        return late.get();
    }

    int timesDone() {
        return done.get();
    }
}
