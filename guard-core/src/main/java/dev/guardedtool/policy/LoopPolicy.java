package dev.guardedtool.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When repetition counts as a loop.
 *
 * @param repeat the same call again
 * @param jitter the same question in other words
 * @param sequence the same few calls in turn
 * @param failures calls that keep failing
 * @param stall texts without progress
 */
public record LoopPolicy(Repeat repeat, Jitter jitter, Sequence sequence, Failures failures, StallPolicy stall) {

    public LoopPolicy {
        Objects.requireNonNull(repeat, "repeat");
        Objects.requireNonNull(jitter, "jitter");
        Objects.requireNonNull(sequence, "sequence");
        Objects.requireNonNull(failures, "failures");
        Objects.requireNonNull(stall, "stall");
    }

    /** Rules that look at answers as well as arguments. */
    public static LoopPolicy defaults() {
        return new LoopPolicy(
                new Repeat(true, 3, 12, RepeatJudgement.ANSWERS, true, 20, 1_000, null),
                new Jitter(true, 3, 12, 0.6, JitterJudgement.ENTITIES),
                new Sequence(true, 3, 4, 12, SequenceJudgement.NOVELTY),
                new Failures(3, 2, Failures.TRANSIENT_ERRORS, 3),
                StallPolicy.defaults());
    }

    /** Rules that look at names and arguments alone. */
    public static LoopPolicy reference() {
        return new LoopPolicy(
                new Repeat(true, 3, 12, RepeatJudgement.ARGUMENTS, false, 0, 1_000, null),
                new Jitter(true, 3, 12, 0.6, JitterJudgement.OVERLAP),
                new Sequence(true, 3, 4, 12, SequenceJudgement.NAMES),
                new Failures(0, 0, Failures.TRANSIENT_ERRORS, 0),
                StallPolicy.reference());
    }

    /** What makes a repeat a loop. */
    public enum RepeatJudgement {

        /** The arguments are the same and the answers did not change either. */
        ANSWERS,

        /** The arguments are the same. */
        ARGUMENTS
    }

    /** What makes two questions the same. */
    public enum JitterJudgement {

        /** Mostly the same words in any script, and the same names, numbers and identifiers. */
        ENTITIES,

        /** Mostly the same Latin words. */
        OVERLAP
    }

    /** What makes a sequence repeat. */
    public enum SequenceJudgement {

        /** The same tools with the same arguments, bringing nothing new. */
        NOVELTY,

        /** The same tools. */
        NAMES
    }

    /**
     * The same call again.
     *
     * @param enabled whether the rule holds
     * @param threshold which occurrence is the first that is not run
     * @param window how many of the run's last calls are looked at
     * @param judgement what makes a repeat a loop
     * @param perCaller whether answers are kept apart by ticket, so that one customer's data never answers for another
     * @param pollLimit how many identical calls of a tool whose answers may not be kept are run in one run
     * @param maxEntries how many answers a run keeps
     * @param ttl how long an answer may be served again, or null for the whole run
     */
    public record Repeat(
            boolean enabled,
            int threshold,
            int window,
            RepeatJudgement judgement,
            boolean perCaller,
            int pollLimit,
            int maxEntries,
            @Nullable Duration ttl) {

        public Repeat {
            Limits.atLeast("loops.repeat.threshold", threshold, 1);
            Limits.within("loops.repeat.window", window, 1, 10_000);
            Limits.atLeast("loops.repeat.poll-limit", pollLimit, 0);
            Limits.atLeast("loops.repeat.max-entries", maxEntries, 1);
            Limits.notNegative("loops.repeat.ttl", ttl);
        }
    }

    /**
     * The same question in other words.
     *
     * @param enabled whether the rule holds
     * @param threshold how many similar questions may come before the one that is refused
     * @param window how many of a tool's last questions are looked at
     * @param similarity from which share of common words on two questions are similar, 0 to 1
     * @param judgement what makes two questions the same
     */
    public record Jitter(boolean enabled, int threshold, int window, double similarity, JitterJudgement judgement) {

        public Jitter {
            Limits.atLeast("loops.jitter.threshold", threshold, 1);
            Limits.within("loops.jitter.window", window, 1, 10_000);
            Limits.share("loops.jitter.similarity", similarity);
        }
    }

    /**
     * The same few calls in turn.
     *
     * @param enabled whether the rule holds
     * @param repeats how often a sequence may occur before its last call is refused
     * @param maxLength the longest sequence that is looked for
     * @param window how many of the run's last calls are looked at
     * @param judgement what makes a sequence repeat
     */
    public record Sequence(boolean enabled, int repeats, int maxLength, int window, SequenceJudgement judgement) {

        public Sequence {
            Limits.atLeast("loops.sequence.repeats", repeats, 2);
            Limits.within("loops.sequence.max-length", maxLength, 2, 100);
            Limits.within("loops.sequence.window", window, 1, 10_000);
        }
    }

    /**
     * Calls that keep failing.
     *
     * @param sameFailure which occurrence of a call that failed alike every time is the first that is not run; 0 for off
     * @param unchangedFailure the same where no call at all has succeeded since, so that nothing can have changed; does
     *     not hold for transient errors, nor for tools whose answers may not be kept; 0 for off
     * @param transientErrors the classes of errors that may pass by themselves
     * @param warnAfter after how many failures of a tool in a row the model is warned; 0 for never
     */
    public record Failures(int sameFailure, int unchangedFailure, Set<String> transientErrors, int warnAfter) {

        /** Errors that say nothing about the call itself. */
        public static final Set<String> TRANSIENT_ERRORS =
                Set.of("timeout", "connection_error", "5xx", "408", "425", "429", "unknown");

        public Failures {
            Limits.atLeast("loops.failures.same-failure", sameFailure, 0);
            Limits.atLeast("loops.failures.unchanged-failure", unchangedFailure, 0);
            transientErrors = Set.copyOf(transientErrors);
            Limits.atLeast("loops.failures.warn-after", warnAfter, 0);
        }

        /** Whether a call that keeps failing is refused at all. */
        public boolean judged() {
            return sameFailure > 0 || unchangedFailure > 0;
        }
    }
}
