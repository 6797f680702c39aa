package dev.guardedtool.effect;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import org.jspecify.annotations.Nullable;

/** Asks the system that a tool acts on what became of an effect in doubt. Must be thread-safe. */
public interface EffectReconciler {

    /** Whether this one knows where to ask about effects of that tool. */
    boolean knows(ToolName tool);

    /**
     * Asks. The call may still be under way in a process that the ledger cannot hear of, so what is not there now must not
     * be taken for something that did not happen unless it cannot happen any more.
     *
     * @throws Exception if it cannot be told now; the effect stays in doubt and is asked about again
     */
    Finding find(EffectRecord doubt) throws Exception;

    /**
     * What was found.
     *
     * @param kind what became of the effect
     * @param answer what duplicates are answered with; null unless it happened
     */
    record Finding(Kind kind, @Nullable ToolResult answer) {

        /** It happened; duplicates get that answer. */
        public static Finding happened(ToolResult answer) {
            return new Finding(Kind.HAPPENED, answer);
        }

        /** It did not happen and cannot happen any more: the next call carries it out. */
        public static Finding didNotHappen() {
            return new Finding(Kind.DID_NOT_HAPPEN, null);
        }

        /** It cannot be told. */
        public static Finding unknown() {
            return new Finding(Kind.UNKNOWN, null);
        }
    }

    /** What became of an effect. */
    enum Kind {

        /** It happened. */
        HAPPENED,

        /** It did not happen and never will. */
        DID_NOT_HAPPEN,

        /** Nobody can tell. */
        UNKNOWN
    }
}
