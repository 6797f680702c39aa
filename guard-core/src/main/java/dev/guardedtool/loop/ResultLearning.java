package dev.guardedtool.loop;

import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.signature.Fingerprint;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes results into memory, and warns of a tool that keeps failing. A successful write was not asked in vain, whatever
 * it answers.
 *
 * @param warnAfter from which failure of a tool in a row on; 0 for never
 */
record ResultLearning(int warnAfter) implements OutcomeListener {

    private static final Set<String> EMPTY = Set.of("", "null", "[]", "{}", "\"\"");

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        LoopState state = LoopState.of(call);
        CallKey key = state.key(call);
        if (outcome.cached()) {
            state.steps().add(key, true);
        } else {
            state.history().settle(call);
            state.steps().settle(call);
            state.calls().learn(key, state.known(call), call, outcome);
            state.progress().learn(key, call, outcome);
            if (!World.wrote(call, outcome)) {
                answer(state.questions().open(key), outcome);
            }
            warn(state.failing(), call, outcome);
        }
        state.forget(call);
    }

    @Override
    public void onLateOutcome(CallView call, Outcome outcome) {
        LoopState.of(call).calls().world().learn(call, outcome, outcome.result().ok());
    }

    private static void answer(@Nullable Question question, Outcome outcome) {
        if (question == null) {
            return;
        }
        Fingerprint answer = outcome.answer();
        if (answer == null || !outcome.result().ok() || isEmpty(outcome.result().payload())) {
            question.inVain();
        } else {
            question.answered(answer);
        }
    }

    private static boolean isEmpty(@Nullable Object payload) {
        if (payload instanceof CharSequence text) {
            return EMPTY.contains(text.toString().strip());
        }
        if (payload instanceof Collection<?> collection) {
            return collection.isEmpty();
        }
        return payload == null || (payload instanceof Map<?, ?> map && map.isEmpty());
    }

    private void warn(FailingTools failing, CallView call, Outcome outcome) {
        ToolResult result = outcome.result();
        if (result.ok()) {
            failing.succeeded(call.tool());
        } else if (warnAfter > 0 && failing.failed(call.tool()) >= warnAfter) {
            outcome.warn(call.run().warning(GuardReason.ERROR_STREAK, outcome.errorClass()));
        }
    }
}
