package dev.guardedtool.replay;

import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.InMemoryEffectLedger;
import dev.guardedtool.signature.Fingerprint;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Effects that would outlive a run, kept for one recorded run only: recordings are made over and over in the same world,
 * and what one of them did is undone before the next.
 */
final class RunLedger implements EffectLedger {

    private final int maxEntries;
    private final Clock clock;
    private InMemoryEffectLedger current;

    RunLedger(int maxEntries, Clock clock) {
        this.maxEntries = maxEntries;
        this.clock = clock;
        this.current = new InMemoryEffectLedger(maxEntries, clock);
    }

    /** Forgets everything. */
    void startOver() {
        current = new InMemoryEffectLedger(maxEntries, clock);
    }

    @Override
    public @Nullable Duration lease() {
        return null;
    }

    @Override
    public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner) {
        return current.reserve(key, arguments, callId, owner);
    }

    @Override
    public int renew(String owner) {
        return current.renew(owner);
    }

    @Override
    public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
        return current.complete(key, callId, answer, ttl);
    }

    @Override
    public void release(EffectKey key, String callId) {
        current.release(key, callId);
    }

    @Override
    public void markUnknown(EffectKey key, String callId) {
        current.markUnknown(key, callId);
    }

    @Override
    public Optional<EffectRecord> find(EffectKey key) {
        return current.find(key);
    }

    @Override
    public Optional<EffectRecord> await(EffectKey key, Duration atMost) throws InterruptedException {
        return current.await(key, atMost);
    }

    @Override
    public List<EffectRecord> inDoubt(int limit) {
        return current.inDoubt(limit);
    }

    @Override
    public boolean settle(EffectKey key, String callId, @Nullable ToolResult answer, @Nullable Duration ttl) {
        return current.settle(key, callId, answer, ttl);
    }
}
