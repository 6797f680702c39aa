package dev.guardedtool.replay;

import dev.guardedtool.ToolName;
import dev.guardedtool.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that happened in a recorded run. */
public sealed interface RecordedEvent {

    /**
     * The user said something.
     *
     * @param text what was said, empty where it was not recorded
     */
    record UserText(String text) implements RecordedEvent {

        public UserText {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The assistant said something.
     *
     * @param text what was said, empty where it was not recorded
     */
    record AssistantText(String text) implements RecordedEvent {

        public AssistantText {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The assistant called a tool. The result, if it was recorded, is the next event.
     *
     * @param tool the tool
     * @param arguments the arguments as JSON text, which need not be well-formed
     */
    record Call(ToolName tool, String arguments) implements RecordedEvent {

        public Call {
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(arguments, "arguments");
        }
    }

    /**
     * What became of the call right before.
     *
     * @param ok whether the tool succeeded
     * @param text what it answered
     * @param error the error code of a failure ({@code timeout}, {@code 503}, an exception's name), or null
     * @param effectExecuted whether the effect of the call happened, or null where that was not recorded
     */
    record Result(
            boolean ok,
            String text,
            @Nullable String error,
            @Nullable Boolean effectExecuted) implements RecordedEvent {

        public Result {
            Objects.requireNonNull(text, "text");
        }

        /** A result of which no more was recorded. */
        public Result(boolean ok, String text, @Nullable String error) {
            this(ok, text, error, null);
        }
    }

    /**
     * What a model used.
     *
     * @param usage the tokens; where only a total was recorded, it counts as input
     */
    record ModelUsage(Usage usage) implements RecordedEvent {

        public ModelUsage {
            Objects.requireNonNull(usage, "usage");
        }
    }

    /**
     * Anything else. It changes nothing, but keeps its place among the events.
     *
     * @param type how the recording calls it, empty where it does not say
     */
    record Other(String type) implements RecordedEvent {

        public Other {
            Objects.requireNonNull(type, "type");
        }
    }
}
