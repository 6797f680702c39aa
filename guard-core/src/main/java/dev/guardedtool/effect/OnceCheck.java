package dev.guardedtool.effect;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.OnDuplicate;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Did this effect happen before, or is it happening now? A free key is taken for the call at once and given back when a
 * later check refuses, so that of any number of equal calls exactly one goes on.
 */
record OnceCheck(EffectPolicy policy, EffectKeys keys) implements GuardCheck {

    private static final Logger log = LoggerFactory.getLogger(OnceCheck.class);

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
    public boolean concerns(CallView call) {
        return call.effect() == Effect.ONCE;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        EffectClaim claim;
        try {
            claim = keys.claim(call, policy.doubtAfterFailure());
        } catch (ExpressionException e) {
            return Decision.block(Explanation.of(GuardReason.ARGUMENT_RULE).detail("the effect key is missing"));
        }
        try {
            return take(call, claim);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return inProgress();
        } catch (LedgerFullException e) {
            log.warn("A call of {} was refused: {}", call.tool(), e.getMessage());
            return Decision.block(Explanation.of(GuardReason.EFFECT_STORE_UNAVAILABLE));
        } catch (RuntimeException e) {
            log.error("It could not be ensured that {} runs only once", call.tool(), e);
            return Decision.block(Explanation.of(GuardReason.EFFECT_STORE_UNAVAILABLE));
        }
    }

    /** Only a call that is held back anyway waits; where calls run in any case, waiting would hold them up. */
    private Duration patience(CallView call) {
        return call.spec().mode() == Mode.ENFORCE ? policy.waitFor() : Duration.ZERO;
    }

    private @Nullable Decision take(CallView call, EffectClaim claim) throws InterruptedException {
        long deadline = System.nanoTime() + patience(call).toNanos();
        while (true) {
            Optional<EffectRecord> known = claim.take(call.fingerprint());
            if (known.isEmpty()) {
                call.hold(claim);
                return null;
            }
            EffectRecord record = known.get();
            if (!record.arguments().equals(call.fingerprint())) {
                return Decision.block(Explanation.of(GuardReason.EFFECT_KEY_CONFLICT));
            }
            if (record.state() != EffectState.RESERVED) {
                return answer(call, record);
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return inProgress();
            }
            claim.ledger().await(claim.key(), left);
        }
    }

    private static Decision answer(CallView call, EffectRecord record) {
        String by = EffectKeys.callId(call, record.callId());
        ToolResult answer = record.answer();
        if (answer == null) {
            return new Decision.Escalate(
                    Explanation.of(GuardReason.EFFECT_UNKNOWN),
                    new EscalationPacket(
                            "effect_unknown",
                            "It is not known whether " + record.key().tool() + " was carried out.",
                            List.of("whether call " + by + " took effect"),
                            List.of(GuardReason.EFFECT_UNKNOWN.code())));
        }
        if (call.spec().effects().onDuplicate() == OnDuplicate.REFUSE) {
            return Decision.block(Explanation.of(GuardReason.EFFECT_DUPLICATE));
        }
        return new Decision.Cache(Explanation.of(GuardReason.IDEMPOTENT_REPLAY), answer, by);
    }

    private static Decision inProgress() {
        return Decision.block(Explanation.of(GuardReason.EFFECT_IN_PROGRESS).retryable(RETRY));
    }
}
