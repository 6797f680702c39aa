package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.signature.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers effects so that each happens at most once. An effect is reserved before it is carried out; it is then
 * executed, released, or unknown. Where the owner of a reserved effect is not heard of until its lease ends, the effect is
 * unknown: nobody takes it again until somebody has settled it. Every method is atomic, time is the ledger's own, and
 * implementations are thread-safe. A live effect is never evicted: a full ledger refuses new ones. A method that throws
 * may have done what it was asked for. What is called {@code callId} here names one attempt of one call among all attempts
 * of all calls of all processes.
 */
public interface EffectLedger {

    /**
     * Takes the effect for that call, unless it is taken.
     *
     * @param arguments the fingerprint of what it is carried out with
     * @param owner names the process that carries it out
     * @return empty if it was taken for the call now, else what is known of it
     * @throws LedgerFullException if nothing more can be remembered
     */
    Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner);

    /** The owner is alive: the leases of all that it reserved, lapsed ones too, begin anew. Returns how many there are. */
    int renew(String owner);

    /**
     * The effect happened. Does nothing unless that call took it; a call that was given up may still complete.
     *
     * @param ttl for how long to remember it, or null for ever
     * @return whether the effect is now remembered as executed by that call; false if it was settled otherwise meanwhile
     */
    boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl);

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

    /**
     * Settles an effect that this call left in doubt: with an answer it happened, without one it did not.
     *
     * @param ttl for how long to remember that it happened, or null for ever
     * @return false if it was not in doubt, or in doubt because of another call
     */
    boolean settle(EffectKey key, String callId, @Nullable ToolResult answer, @Nullable Duration ttl);

    /** For how long an owner that is not heard of counts as alive; null for as long as the ledger lives. */
    @Nullable
    Duration lease();
}
