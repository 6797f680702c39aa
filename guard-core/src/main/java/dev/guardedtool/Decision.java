package dev.guardedtool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one call or one text of the assistant: exactly one of seven. */
public sealed interface Decision {

    /** Why. */
    Explanation explanation();

    /** Which of the seven. */
    DecisionType type();

    /** The same decision, explained otherwise. */
    Decision explained(Explanation explanation);

    /** The reason behind the decision. */
    default Reason reason() {
        return explanation().reason();
    }

    /** What the model reads; empty for a plain allow. */
    default String text() {
        return explanation().text();
    }

    /** Whether the call may run. */
    default boolean allowed() {
        return this instanceof Allow;
    }

    /**
     * The handle of an allowed call.
     *
     * @throws IllegalStateException if the call was not allowed
     */
    default CallHandle handle() {
        throw new IllegalStateException("a " + type().code() + " decision has no handle");
    }

    /** Not run; the explanation tells the model why. */
    static Block block(Explanation explanation) {
        return new Block(explanation);
    }

    /** Not run; the explanation tells the model what to do instead. */
    static Rewrite rewrite(Explanation explanation) {
        return new Rewrite(explanation);
    }

    /**
     * Run it.
     *
     * @param handle names the call when its result is recorded
     * @param instead what would have been decided in enforcing mode, or null where nothing spoke against the call
     * @param warnings what the model should know
     */
    record Allow(
            Explanation explanation,
            CallHandle handle,
            @Nullable Decision instead,
            List<Warning> warnings) implements Decision {

        /** A plain allow. */
        public static Allow of(CallHandle handle) {
            return new Allow(Explanation.ALLOWED, handle, null, List.of());
        }

        /** The same handle, running although something spoke against the call. */
        public Allow insteadOf(Decision objection, List<Warning> due) {
            return new Allow(explanation, handle, objection, due);
        }

        @Override
        public DecisionType type() {
            return DecisionType.ALLOW;
        }

        @Override
        public Allow explained(Explanation explanation) {
            return new Allow(explanation, handle, instead, warnings);
        }
    }

    /**
     * An earlier result answers the call.
     *
     * @param result the earlier result; its payload is null where only its fingerprint was kept
     * @param callId the call that brought it
     */
    record Cache(Explanation explanation, ToolResult result, String callId) implements Decision {

        @Override
        public DecisionType type() {
            return DecisionType.CACHE;
        }

        @Override
        public Cache explained(Explanation explanation) {
            return new Cache(explanation, result, callId);
        }
    }

    /** The call will not run. */
    record Block(Explanation explanation) implements Decision {

        @Override
        public DecisionType type() {
            return DecisionType.BLOCK;
        }

        @Override
        public Block explained(Explanation explanation) {
            return new Block(explanation);
        }
    }

    /** The call does not run; the text is an instruction to the model. */
    record Rewrite(Explanation explanation) implements Decision {

        @Override
        public DecisionType type() {
            return DecisionType.REWRITE;
        }

        @Override
        public Rewrite explained(Explanation explanation) {
            return new Rewrite(explanation);
        }
    }

    /**
     * The call waits for a person.
     *
     * @param ticket names the request for approval
     */
    record Hold(Explanation explanation, String ticket) implements Decision {

        @Override
        public DecisionType type() {
            return DecisionType.HOLD;
        }

        @Override
        public Hold explained(Explanation explanation) {
            return new Hold(explanation, ticket);
        }
    }

    /**
     * The run needs a person; the loop ends.
     *
     * @param packet what the person needs to know
     */
    record Escalate(Explanation explanation, EscalationPacket packet) implements Decision {

        @Override
        public DecisionType type() {
            return DecisionType.ESCALATE;
        }

        @Override
        public Escalate explained(Explanation explanation) {
            return new Escalate(explanation, packet);
        }
    }

    /**
     * The model delivered its final outcome.
     *
     * @param reply the answer it drafted
     */
    record Finalize(Explanation explanation, String reply) implements Decision {

        @Override
        public DecisionType type() {
            return DecisionType.FINALIZE;
        }

        @Override
        public Finalize explained(Explanation explanation) {
            return new Finalize(explanation, reply);
        }
    }
}
