package dev.guardedtool.effect;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.EffectScope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes down what became of an effect. It comes first, so that waiting duplicates are answered as soon as possible. */
record EffectRecording(EffectPolicy policy, EffectKeys keys) implements OutcomeListener {

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        if (call.effect() != Effect.ONCE || outcome.cached()) {
            return;
        }
        EffectClaim held = call.held(EffectClaim.class);
        EffectClaim claim = held != null ? held : take(call);
        if (claim == null) {
            return;
        }
        if (outcome.effect() == EffectStatus.HAPPENED
                || (policy.rememberSuccess() && outcome.result().ok())) {
            claim.complete(kept(outcome.result()), ttl(call, claim.key().scope()));
        } else if (outcome.effect() == EffectStatus.UNKNOWN) {
            claim.abandon();
        } else {
            claim.release();
        }
    }

    /** The effect was in doubt since then, unless the policy knows no doubt. */
    @Override
    public void onLateOutcome(CallView call, Outcome outcome) {
        if (call.effect() == Effect.ONCE && call.held(EffectClaim.class) != null) {
            onOutcome(call, outcome);
        }
    }

    /** A call that ran although it would have been refused holds nothing yet. */
    private @Nullable EffectClaim take(CallView call) {
        try {
            EffectClaim claim = keys.claim(call, policy.doubtAfterFailure());
            return claim.take(call.fingerprint()).isEmpty() ? claim : null;
        } catch (ExpressionException | LedgerFullException e) {
            return null;
        }
    }

    private ToolResult kept(ToolResult result) {
        boolean tooLong = result.payload() instanceof CharSequence text && text.length() > policy.maxAnswer();
        return tooLong ? result.withPayload(null) : result;
    }

    private @Nullable Duration ttl(CallView call, EffectScope scope) {
        Duration said = call.spec().effects().ttl();
        return said != null || scope == EffectScope.RUN ? said : policy.ttl();
    }
}
