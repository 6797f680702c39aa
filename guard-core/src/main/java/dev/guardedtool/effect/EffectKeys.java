package dev.guardedtool.effect;

import dev.guardedtool.RunContext;
import dev.guardedtool.check.ArgumentVariables;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.RunState;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.EffectSpec;
import dev.guardedtool.signature.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * Which effect a call is about, and which ledger remembers it.
 *
 * @param shared remembers effects beyond one run
 * @param ofRun remembers effects of one run
 */
record EffectKeys(Leases shared, RunState<InMemoryEffectLedger> ofRun) {

    private static final char PART = '/';

    /**
     * The effect of that call.
     *
     * @throws ExpressionException if the key cannot be told from the arguments
     */
    EffectKey of(CallView call) {
        EffectSpec spec = call.spec().effects();
        EffectScope scope = call.call().effectKey() == null ? spec.scope() : spec.suppliedScope();
        RunContext context = call.run().context();
        String ticket = scope == EffectScope.RUN ? text(call.ticket()) : "";
        String holder = switch (scope) {
            case RUN -> call.run().runId();
            case SESSION -> session(context, call.run().runId());
            case TENANT -> text(context.principal().tenant());
        };
        return new EffectKey(scope, holder, ticket, call.tool(), value(call));
    }

    /**
     * What that call would take.
     *
     * @param doubt whether giving the call up leaves the effect in doubt
     * @throws ExpressionException if the key cannot be told from the arguments
     */
    EffectClaim claim(CallView call, boolean doubt) {
        EffectKey key = of(call);
        Leases leases = key.scope() == EffectScope.RUN ? Leases.none(call.run().state(ofRun)) : shared;
        return new EffectClaim(leases, key, name(call), doubt);
    }

    /** The ids that models give are no more than numbers, and may come twice in one run. */
    private String name(CallView call) {
        return call.run().runId() + PART + call.callId() + PART + shared.attempt();
    }

    /** The id of the call that took an effect, without the run if it was of the run that asks. */
    static String callId(CallView asking, String taker) {
        String call = taker.substring(0, Math.max(0, taker.lastIndexOf(PART)));
        String here = asking.run().runId() + PART;
        return call.startsWith(here) ? call.substring(here.length()) : call;
    }

    /** Conversations of different tenants may have the same id; the length keeps the two parts apart. */
    private static String session(RunContext context, String runId) {
        String tenant = text(context.principal().tenant());
        String session = context.session() == null ? runId : context.session();
        return tenant.length() + ":" + tenant + ":" + session;
    }

    private static String text(@Nullable String value) {
        return value == null || value.isBlank() ? "" : value;
    }

    private static Fingerprint value(CallView call) {
        Object value = call.call().effectKey();
        if (value == null) {
            Expression key = call.spec().effects().key();
            if (key == null) {
                return call.fingerprint();
            }
            value = key.evaluate(new ArgumentVariables(call.arguments()));
        }
        return call.run().fingerprints().text("effect-key", ArgumentVariables.identifier(value));
    }
}
