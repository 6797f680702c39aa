package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Shows effects in doubt, and lets operators settle them. */
@Endpoint(id = "guardeffects")
public final class GuardEffectsEndpoint {

    private static final int SHOWN = 1_000;

    private final EffectLedger ledger;
    private final Duration ttl;

    GuardEffectsEndpoint(EffectLedger ledger, Duration ttl) {
        this.ledger = ledger;
        this.ttl = ttl;
    }

    /** The effects in doubt, oldest first, a thousand at most. */
    @ReadOperation
    public List<EffectInDoubt> inDoubt() {
        return ledger.inDoubt(SHOWN).stream().map(EffectInDoubt::of).toList();
    }

    /**
     * Settles an effect in doubt.
     *
     * @param callId the attempt that left it in doubt
     * @param happened whether it happened; otherwise the next call carries it out
     * @param answer what duplicates are answered with if it happened, or null for nothing
     * @return whether it was in doubt
     */
    @WriteOperation
    public Settled settle(String callId, boolean happened, @Nullable String answer) {
        Optional<EffectRecord> doubt = ledger.inDoubt(SHOWN).stream()
                .filter(record -> record.callId().equals(callId))
                .findFirst();
        ToolResult result = happened ? ToolResult.ok(answer) : null;
        return new Settled(doubt.isPresent() && ledger.settle(doubt.get().key(), callId, result, ttl));
    }

    /**
     * What came of it.
     *
     * @param settled whether the effect was in doubt and is not any more
     */
    public record Settled(boolean settled) {}
}
