package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.signature.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers effects so that each happens at most once. Every method is atomic, and implementations are thread-safe. A
 * live effect is never evicted: a full ledger refuses new ones. What is called {@code callId} here names a call among all
 * calls of all runs.
 */
public interface EffectLedger {

    /**
     * Takes the effect for that call, unless it is taken.
     *
     * @return empty if it was taken for the call now, else what is known of it
     * @throws LedgerFullException if nothing more can be remembered
     */
    Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId);

    /**
     * The effect happened. Does nothing unless that call took it; a call that was given up may still complete.
     *
     * @param ttl for how long to remember it, or null for ever
     */
    void complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl);

    /** The effect surely did not happen; the key is free again. Does nothing unless that call took it. */
    void release(EffectKey key, String callId);

    /** Nobody knows whether the effect happened. Does nothing unless that call took it. */
    void markUnknown(EffectKey key, String callId);

    /** What is known of the effect. */
    Optional<EffectRecord> find(EffectKey key);

    /**
     * Waits until the effect is no longer being carried out.
     *
     * @return what is known then; empty if the key is free
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<EffectRecord> await(EffectKey key, Duration atMost) throws InterruptedException;

    /** Effects of which nobody knows whether they happened, oldest first. */
    List<EffectRecord> inDoubt(int limit);

    /** Settles an effect in doubt: with an answer it happened, without one it did not. False if it was not in doubt. */
    boolean settle(EffectKey key, @Nullable ToolResult answer);
}
