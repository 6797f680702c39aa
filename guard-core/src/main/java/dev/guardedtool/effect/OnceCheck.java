package dev.guardedtool.effect;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.policy.EffectPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Did this effect happen before, or is it happening now? A free key is taken for the call at once and given back when a
 * later check refuses, so that of any number of equal calls exactly one goes on.
 */
record OnceCheck(EffectPolicy policy, EffectKeys keys) implements GuardCheck {

    private static final Duration RETRY = Duration.ofSeconds(2);

    @Override
    public int order() {
        return Phase.ANSWERS.at(0);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        if (call.effect() != Effect.ONCE) {
            return null;
        }
        EffectKey key;
        try {
            key = keys.of(call);
        } catch (ExpressionException e) {
            return Decision.block(Explanation.of(GuardReason.ARGUMENT_RULE).detail("the effect key is missing"));
        }
        try {
            return take(call, key, keys.ledger(call));
        } catch (LedgerFullException e) {
            return Decision.block(Explanation.of(GuardReason.EFFECT_STORE_UNAVAILABLE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return inProgress();
        }
    }

    private @Nullable Decision take(CallView call, EffectKey key, EffectLedger ledger) throws InterruptedException {
        long deadline = System.nanoTime() + policy.waitFor().toNanos();
        while (true) {
            Optional<EffectRecord> known = ledger.reserve(key, call.fingerprint(), call.callId());
            if (known.isEmpty()) {
                call.hold(new EffectClaim(ledger, key, call.callId(), policy.doubtAfterFailure()));
                return null;
            }
            EffectRecord record = known.get();
            if (!record.arguments().equals(call.fingerprint())) {
                return Decision.block(Explanation.of(GuardReason.EFFECT_KEY_CONFLICT));
            }
            if (record.state() != EffectState.RESERVED) {
                return answer(record);
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return inProgress();
            }
            ledger.await(key, left);
        }
    }

    private static Decision answer(EffectRecord record) {
        ToolResult answer = record.answer();
        if (answer == null) {
            return new Decision.Escalate(
                    Explanation.of(GuardReason.EFFECT_UNKNOWN),
                    new EscalationPacket(
                            "effect_unknown",
                            "It is not known whether " + record.key().tool() + " was carried out.",
                            List.of("whether call " + record.callId() + " took effect"),
                            List.of(GuardReason.EFFECT_UNKNOWN.code())));
        }
        return new Decision.Cache(Explanation.of(GuardReason.IDEMPOTENT_REPLAY), answer, record.callId());
    }

    private static Decision inProgress() {
        return Decision.block(Explanation.of(GuardReason.EFFECT_IN_PROGRESS).retryable(RETRY));
    }
}
