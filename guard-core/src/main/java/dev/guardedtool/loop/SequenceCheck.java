package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.check.Quarantine;
import dev.guardedtool.policy.LoopPolicy.Sequence;
import dev.guardedtool.policy.LoopPolicy.SequenceJudgement;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Would this call complete the last of several equal rounds? By names, tools are compared and only calls that ran count.
 * By novelty, arguments are compared as well, and a call answered from memory is a step like any other; a round in which
 * a step was answered from memory is cut short already and is left alone.
 */
record SequenceCheck(Sequence policy, boolean quarantines) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LOOPS.at(150);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        LoopState state = LoopState.of(call);
        return policy.judgement() == SequenceJudgement.NAMES ? byNames(call, state) : byCalls(call, state);
    }

    private @Nullable Decision byNames(CallView call, LoopState state) {
        CallHistory history = state.history();
        int steps = Math.min(history.size(), policy.window()) + 1;
        int length = RepeatedSequence.length(
                steps,
                age -> age == 0 ? call.tool() : history.key(age - 1).tool(),
                policy.maxLength(),
                policy.repeats());
        return length == 0 ? null : refuse(call, history, length);
    }

    private @Nullable Decision byCalls(CallView call, LoopState state) {
        CallHistory steps = state.steps();
        CallKey key = state.key(call);
        int length = RepeatedSequence.length(
                Math.min(steps.size() + 1, LoopState.steps(policy)),
                age -> age == 0 ? key : steps.key(age - 1),
                policy.maxLength(),
                policy.repeats());
        for (int age = 0; age < length - 1; age++) {
            if (steps.fromMemory(age)) {
                return null;
            }
        }
        return length == 0 ? null : refuse(call, steps, length);
    }

    private Decision refuse(CallView call, CallHistory before, int length) {
        if (quarantines) {
            Quarantine.impose(call, GuardReason.SEQUENCE_LOOP.code());
        }
        StringJoiner names = new StringJoiner(" → ");
        for (int age = length - 2; age >= 0; age--) {
            names.add(before.key(age).tool().value());
        }
        names.add(call.tool().value());
        return Decision.rewrite(Explanation.of(GuardReason.SEQUENCE_LOOP)
                .detail(names.toString())
                .figure("length", length)
                .figure("repeats", policy.repeats()));
    }
}
