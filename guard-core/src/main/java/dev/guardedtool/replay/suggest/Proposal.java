package dev.guardedtool.replay.suggest;

import dev.guardedtool.Effect;
import java.util.List;
import java.util.Objects;

/** One line of configuration and what speaks for it. */
public sealed interface Proposal {

    /** How much speaks for it. */
    Confidence confidence();

    /** What speaks for it: counts and words of the tool's name, never arguments or results. */
    String evidence();

    /**
     * What a call does.
     *
     * @param effect {@link Effect#READ} or {@link Effect#WRITE}; that something must happen at most once is for people
     *     to say
     */
    record Kind(Effect effect, Confidence confidence, String evidence) implements Proposal {

        public Kind {
            Objects.requireNonNull(effect, "effect");
            Objects.requireNonNull(confidence, "confidence");
            Objects.requireNonNull(evidence, "evidence");
        }
    }

    /**
     * When a write took effect.
     *
     * @param expression over {@code #result}; true for everything that is no refusal. Anything but a plain path needs
     *     Spring's expression language.
     */
    record EffectWhen(String expression, Confidence confidence, String evidence) implements Proposal {

        public EffectWhen {
            Objects.requireNonNull(expression, "expression");
            Objects.requireNonNull(confidence, "confidence");
            Objects.requireNonNull(evidence, "evidence");
        }
    }

    /**
     * Which arguments are questions.
     *
     * @param arguments names, the most telling first
     */
    record QueryArgs(List<String> arguments, Confidence confidence, String evidence) implements Proposal {

        public QueryArgs {
            arguments = List.copyOf(arguments);
            Objects.requireNonNull(confidence, "confidence");
            Objects.requireNonNull(evidence, "evidence");
        }
    }

    /**
     * How often a run may call the tool.
     *
     * @param calls at least one more than any successful run needed
     */
    record MaxCalls(int calls, Confidence confidence, String evidence) implements Proposal {

        public MaxCalls {
            Objects.requireNonNull(confidence, "confidence");
            Objects.requireNonNull(evidence, "evidence");
        }
    }

    /** Answers may not be served again, since they change by themselves. */
    record NoCache(Confidence confidence, String evidence) implements Proposal {

        public NoCache {
            Objects.requireNonNull(confidence, "confidence");
            Objects.requireNonNull(evidence, "evidence");
        }
    }

    /**
     * How many identical calls of a tool are run whose answers may not be served again. It holds for all such tools.
     *
     * @param calls at least one more than any successful run needed
     */
    record PollLimit(int calls, Confidence confidence, String evidence) implements Proposal {

        public PollLimit {
            Objects.requireNonNull(confidence, "confidence");
            Objects.requireNonNull(evidence, "evidence");
        }
    }
}
