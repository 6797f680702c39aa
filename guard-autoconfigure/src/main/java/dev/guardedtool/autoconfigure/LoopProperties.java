package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.or;
import static dev.guardedtool.autoconfigure.Said.orNull;

import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.LoopPolicy.JitterJudgement;
import dev.guardedtool.policy.LoopPolicy.RepeatJudgement;
import dev.guardedtool.policy.LoopPolicy.SequenceJudgement;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When repetition counts as a loop.
 *
 * @param repeat The same call again.
 * @param jitter The same question in other words.
 * @param sequence The same few calls in turn.
 * @param failures Calls that keep failing.
 * @param stall Texts without progress.
 */
public record LoopProperties(
        @DefaultValue Repeat repeat,
        @DefaultValue Jitter jitter,
        @DefaultValue Sequence sequence,
        @DefaultValue Failures failures,
        @NestedConfigurationProperty @DefaultValue StallProperties stall) {

    LoopPolicy over(LoopPolicy base) {
        return new LoopPolicy(
                repeat.over(base.repeat()),
                jitter.over(base.jitter()),
                sequence.over(base.sequence()),
                failures.over(base.failures()),
                stall.over(base.stall()));
    }

    /**
     * The same call again.
     *
     * @param enabled Whether repeated calls can be a loop.
     * @param threshold Which occurrence of a call is the first that is not run.
     * @param window How many of the run's last calls are looked at.
     * @param judgement What makes a repeat a loop: the same arguments, or the same arguments and answers.
     * @param perCaller Whether answers are kept apart by ticket, so that the data of one customer never answers for
     *     another.
     * @param pollLimit How many identical calls of a tool whose answers may not be kept are run in one run.
     * @param maxEntries How many answers a run keeps.
     * @param ttl How long an answer may be served again. The whole run by default.
     */
    public record Repeat(
            @Nullable Boolean enabled,
            @Nullable Integer threshold,
            @Nullable Integer window,
            @Nullable RepeatJudgement judgement,
            @Nullable Boolean perCaller,
            @Nullable Integer pollLimit,
            @Nullable Integer maxEntries,
            @Nullable Duration ttl) {

        LoopPolicy.Repeat over(LoopPolicy.Repeat base) {
            return new LoopPolicy.Repeat(
                    or(enabled, base.enabled()),
                    or(threshold, base.threshold()),
                    or(window, base.window()),
                    or(judgement, base.judgement()),
                    or(perCaller, base.perCaller()),
                    or(pollLimit, base.pollLimit()),
                    or(maxEntries, base.maxEntries()),
                    orNull(ttl, base.ttl()));
        }
    }

    /**
     * The same question in other words.
     *
     * @param enabled Whether reformulated questions can be a loop.
     * @param threshold How many similar questions may come before the one that is refused.
     * @param window How many of a tool's last questions are looked at.
     * @param similarity Share of common words from which on two questions are similar, 0 to 1.
     * @param judgement What makes two questions the same: words and entities, or words alone.
     */
    public record Jitter(
            @Nullable Boolean enabled,
            @Nullable Integer threshold,
            @Nullable Integer window,
            @Nullable Double similarity,
            @Nullable JitterJudgement judgement) {

        LoopPolicy.Jitter over(LoopPolicy.Jitter base) {
            return new LoopPolicy.Jitter(
                    or(enabled, base.enabled()),
                    or(threshold, base.threshold()),
                    or(window, base.window()),
                    or(similarity, base.similarity()),
                    or(judgement, base.judgement()));
        }
    }

    /**
     * The same few calls in turn.
     *
     * @param enabled Whether repeated sequences of calls can be a loop.
     * @param repeats How often a sequence may occur before its last call is refused.
     * @param maxLength Longest sequence that is looked for.
     * @param window How many of the run's last calls are looked at.
     * @param judgement What makes a sequence repeat: tools, arguments and nothing new, or tools alone.
     */
    public record Sequence(
            @Nullable Boolean enabled,
            @Nullable Integer repeats,
            @Nullable Integer maxLength,
            @Nullable Integer window,
            @Nullable SequenceJudgement judgement) {

        LoopPolicy.Sequence over(LoopPolicy.Sequence base) {
            return new LoopPolicy.Sequence(
                    or(enabled, base.enabled()),
                    or(repeats, base.repeats()),
                    or(maxLength, base.maxLength()),
                    or(window, base.window()),
                    or(judgement, base.judgement()));
        }
    }

    /**
     * Calls that keep failing.
     *
     * @param sameFailure Which occurrence of a call that failed alike every time is the first that is not run. 0
     *     switches the rule off.
     * @param unchangedFailure The same where no call at all has succeeded since, so that nothing can have changed. 0
     *     switches the rule off.
     * @param transientErrors Classes of errors that may pass by themselves: the rule before does not hold for them.
     * @param warnAfter After how many failures of a tool in a row the model is warned. 0 for never.
     */
    public record Failures(
            @Nullable Integer sameFailure,
            @Nullable Integer unchangedFailure,
            @Nullable Set<String> transientErrors,
            @Nullable Integer warnAfter) {

        LoopPolicy.Failures over(LoopPolicy.Failures base) {
            return new LoopPolicy.Failures(
                    or(sameFailure, base.sameFailure()),
                    or(unchangedFailure, base.unchangedFailure()),
                    or(transientErrors, base.transientErrors()),
                    or(warnAfter, base.warnAfter()));
        }
    }
}
