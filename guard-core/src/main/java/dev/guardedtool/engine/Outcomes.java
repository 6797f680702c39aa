package dev.guardedtool.engine;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.ResultVariables;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.Variables;
import dev.guardedtool.signature.Fingerprint;
import org.jspecify.annotations.Nullable;

/** What a result means: its fingerprint, the class of its error, and whether the effect happened. */
final class Outcomes {

    private static final int MAX_CLASS = 100;

    private Outcomes() {}

    static Outcome of(Core core, OpenCall call, ToolResult result, @Nullable Throwable thrown, boolean cached) {
        return of(core, call, result, thrown, cached, false);
    }

    /** Of a call whose time was up before it came back: it may have done anything, whatever such errors mean otherwise. */
    static Outcome expired(Core core, OpenCall call, Throwable thrown, ToolResult result) {
        return of(core, call, result, thrown, false, true);
    }

    private static Outcome of(
            Core core, OpenCall call, ToolResult result, @Nullable Throwable thrown, boolean cached, boolean expired) {
        String errorClass = result.ok() ? "" : shortened(core.errors().errorClass(result.error()));
        String text = text(result.payload());
        Variables variables = new ResultVariables(core.reader(), call.arguments(), result.payload());
        return new Outcome(
                result,
                thrown,
                cached,
                text,
                answer(core, result, text),
                errorClass,
                expired ? inDoubt(core) : effect(core, call, result, errorClass, variables),
                variables);
    }

    private static EffectStatus inDoubt(Core core) {
        return core.policy().effects().doubtAfterFailure() ? EffectStatus.UNKNOWN : EffectStatus.DID_NOT_HAPPEN;
    }

    /** Codes come from tools and can be anything; what is remembered of them is bounded. */
    private static String shortened(String errorClass) {
        return errorClass.length() <= MAX_CLASS ? errorClass : errorClass.substring(0, MAX_CLASS);
    }

    private static @Nullable Fingerprint answer(Core core, ToolResult result, @Nullable String text) {
        if (result.ok()) {
            return text == null ? null : core.fingerprints().text("answer", text);
        }
        return core.fingerprints().text("failure", result.error() + "\n" + (text == null ? "" : text));
    }

    private static @Nullable String text(@Nullable Object payload) {
        if (payload == null || payload instanceof String) {
            return (String) payload;
        }
        try {
            String text = payload.toString();
            if (text != null) {
                return text;
            }
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
        }
        return payload.getClass().getName();
    }

    private static EffectStatus effect(
            Core core, OpenCall call, ToolResult result, String errorClass, Variables variables) {
        Boolean stated = result.effectExecuted();
        if (stated != null) {
            return stated ? EffectStatus.HAPPENED : EffectStatus.DID_NOT_HAPPEN;
        }
        if (!result.ok()) {
            boolean doubtful =
                    core.policy().effects().doubtAfterFailure() && core.errors().doubtful(errorClass);
            return doubtful ? EffectStatus.UNKNOWN : EffectStatus.DID_NOT_HAPPEN;
        }
        Expression condition = call.spec().effects().when();
        return condition == null ? EffectStatus.HAPPENED : evaluate(condition, variables);
    }

    private static EffectStatus evaluate(Expression condition, Variables variables) {
        try {
            Object happened = condition.evaluate(variables);
            if (happened instanceof Boolean yes) {
                return yes ? EffectStatus.HAPPENED : EffectStatus.DID_NOT_HAPPEN;
            }
            return EffectStatus.UNKNOWN;
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
            return EffectStatus.UNKNOWN;
        }
    }
}
