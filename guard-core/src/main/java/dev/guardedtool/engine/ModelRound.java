package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Usage;
import dev.guardedtool.check.RoundView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model, for which what it is expected to use is set aside. It ends once, by whichever of
 * {@link #settle}, {@link #fail}, {@link #release} and {@link #close} comes
 * first. Thread-safe once opened.
 */
public final class ModelRound implements RoundView, AutoCloseable {

    private final Rounds rounds;
    private final Usage expected;
    private final Instant began;
    private final List<Object> taken = new ArrayList<>(2);
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Decision refusal;

    ModelRound(Rounds rounds, Usage expected) {
        this.rounds = rounds;
        this.expected = expected;
        this.began = rounds.run().now();
    }

    /** Why the model must not be asked; empty if it may. Nothing is set aside then. */
    public Optional<Decision> refusal() {
        return Optional.ofNullable(refusal);
    }

    void refuse(Decision decision) {
        refusal = decision;
    }

    /** The model answered, in full or in part: counts what was used, which may be more than was expected. */
    public void settle(Usage used) {
        if (!ended.getAndSet(true)) {
            rounds.settle(this, used);
        }
    }

    /** The model used nothing: what was set aside is given back. */
    public void release() {
        if (!ended.getAndSet(true)) {
            rounds.release(this);
        }
    }

    /** The model could not be asked, or its answer got lost. What was set aside counts where the model may have answered. */
    public void fail(Throwable failure) {
        if (rounds.mayHaveAnswered(failure)) {
            close();
        } else {
            release();
        }
    }

    /** Ends a round of which nobody said what became of it: it counts as was expected. */
    @Override
    public void close() {
        if (refusal != null) {
            release();
        } else {
            settle(new Usage(
                    expected.model(),
                    expected.inputTokens(),
                    expected.outputTokens(),
                    expected.cachedInputTokens(),
                    expected.cost(),
                    false));
        }
    }

    @Override
    public GuardRun run() {
        return rounds.run();
    }

    @Override
    public Usage expected() {
        return expected;
    }

    @Override
    public Instant began() {
        return began;
    }

    @Override
    public synchronized void keep(Object kept) {
        taken.add(kept);
    }

    @Override
    public synchronized <T> @Nullable T kept(Class<T> kind) {
        for (Object kept : taken) {
            if (kind.isInstance(kept)) {
                return kind.cast(kept);
            }
        }
        return null;
    }
}
