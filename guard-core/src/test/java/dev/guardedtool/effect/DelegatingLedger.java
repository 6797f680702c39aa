package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.signature.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ledger in front of another one, for tests to make it misbehave. */
public class DelegatingLedger implements EffectLedger {

    private final EffectLedger ledger;

    /** In front of that one. */
    public DelegatingLedger(EffectLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner) {
        return ledger.reserve(key, arguments, callId, owner);
    }

    @Override
    public int renew(String owner) {
        return ledger.renew(owner);
    }

    @Override
    public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
        return ledger.complete(key, callId, answer, ttl);
    }

    @Override
    public void release(EffectKey key, String callId) {
        ledger.release(key, callId);
    }

    @Override
    public void markUnknown(EffectKey key, String callId) {
        ledger.markUnknown(key, callId);
    }

    @Override
    public Optional<EffectRecord> find(EffectKey key) {
        return ledger.find(key);
    }

    @Override
    public Optional<EffectRecord> await(EffectKey key, Duration atMost) throws InterruptedException {
        return ledger.await(key, atMost);
    }

    @Override
    public List<EffectRecord> inDoubt(int limit) {
        return ledger.inDoubt(limit);
    }

    @Override
    public boolean settle(EffectKey key, String callId, @Nullable ToolResult answer, @Nullable Duration ttl) {
        return ledger.settle(key, callId, answer, ttl);
    }

    @Override
    public @Nullable Duration lease() {
        return ledger.lease();
    }
}
