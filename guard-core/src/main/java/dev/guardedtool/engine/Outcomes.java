package dev.guardedtool.engine;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.Variables;
import dev.guardedtool.signature.Arguments;
import dev.guardedtool.signature.Fingerprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a result means: its fingerprint, the class of its error, and whether the effect happened. */
final class Outcomes {

    private static final int MAX_CLASS = 100;

    private Outcomes() {}

    static Outcome of(Core core, OpenCall call, ToolResult result, boolean cached) {
        String errorClass = result.ok() ? "" : shortened(core.errors().errorClass(result.error()));
        String text = text(result.payload());
        return new Outcome(
                result, cached, text, answer(core, result, text), errorClass, effect(core, call, result, errorClass));
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

    private static EffectStatus effect(Core core, OpenCall call, ToolResult result, String errorClass) {
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
        return condition == null ? EffectStatus.HAPPENED : evaluate(core, condition, call, result);
    }

    private static EffectStatus evaluate(Core core, Expression condition, OpenCall call, ToolResult result) {
        try {
            Object happened = condition.evaluate(new ResultVariables(core, call.arguments(), result.payload()));
            if (happened instanceof Boolean yes) {
                return yes ? EffectStatus.HAPPENED : EffectStatus.DID_NOT_HAPPEN;
            }
            return EffectStatus.UNKNOWN;
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
            return EffectStatus.UNKNOWN;
        }
    }

    private record ResultVariables(
            Core core, Arguments arguments, @Nullable Object payload) implements Variables {

        private static final String RESULT = "result";

        @Override
        public boolean has(String name) {
            return RESULT.equals(name) || arguments.has(name);
        }

        @Override
        public @Nullable Object get(String name) {
            if (!RESULT.equals(name)) {
                return arguments.at(List.of(name));
            }
            if (payload instanceof String text) {
                Arguments parsed = core.reader().read(text);
                return parsed.wellFormed() && !text.isBlank() ? parsed.at(List.of()) : text;
            }
            return payload;
        }
    }
}
