package dev.guardedtool.autoconfigure.springai;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;

/** Finds out whether a call was decided on before it reached a callback. */
@FunctionalInterface
public interface DecidedCalls {

    /** The call that the context belongs to, or null if nothing was decided yet. Never throws. */
    @Nullable
    DecidedCall of(ToolContext context);
}
