package dev.guardedtool.check;

import dev.guardedtool.ToolResult;
import org.jspecify.annotations.Nullable;

/** Says what kind of failure it was. Thread-safe. */
public interface ErrorClassifier {

    /** The class of an error code: {@code timeout}, {@code connection_error}, {@code 5xx}, a status, or the code itself. */
    String errorClass(@Nullable String code);

    /** The failed result of a call that threw that, saying whether its effect happened where that is known. */
    ToolResult resultOf(Throwable failure);

    /** Whether an error of that class leaves open what happened at the other end. */
    boolean doubtful(String errorClass);
}
