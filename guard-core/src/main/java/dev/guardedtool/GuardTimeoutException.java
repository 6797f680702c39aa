package dev.guardedtool;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A guarded tool took longer than it may, and its caller waits no longer. The tool was told to stop; whether it did
 * something before is not known. The message is the text that a model reads; the cause is a {@link TimeoutException}.
 */
public class GuardTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String tool;
    private final Duration timeout;

    /** That tool took longer than that. */
    public GuardTimeoutException(String text, ToolName tool, Duration timeout) {
        super(text, new TimeoutException(tool + " took longer than " + timeout));
        this.tool = tool.value();
        this.timeout = timeout;
    }

    /** The tool. */
    public ToolName tool() {
        return ToolName.of(tool);
    }

    /** How long it may take. */
    public Duration timeout() {
        return timeout;
    }
}
