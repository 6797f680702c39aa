package dev.guardedtool.autoconfigure.springai;

import java.util.List;

/** A model was about to be given tools that could run without the guard. */
public class UnguardedToolException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final List<String> tools;

    /** The names of the tools. */
    public UnguardedToolException(List<String> tools) {
        super("These tools could run without the guard: " + String.join(", ", tools)
                + ". Give them to a client made by the ChatClient.Builder bean, or, for a client or a loop of your own,"
                + " pass them through the GuardedCallbacks bean. With guard.unguarded-tools=warn they are only named.");
        this.tools = List.copyOf(tools);
    }

    /** The names of the tools. */
    public List<String> tools() {
        return tools;
    }
}
