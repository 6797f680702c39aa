package dev.guardedtool.fault;

import dev.guardedtool.EffectExecutedException;
import dev.guardedtool.ToolResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What an exception says about the effect of the call that threw it. */
final class Failures {

    private static final int MAX_CAUSES = 32;

    /** Carries what a tool threw in Spring AI, which is not known here. */
    private static final String TOOL_EXECUTION = "org.springframework.ai.tool.execution.ToolExecutionException";

    private Failures() {}

    static ToolResult resultOf(Throwable failure, String code, Set<String> safeExceptions) {
        ToolResult result = ToolResult.failed(code).withPayload(message(failure));
        List<Throwable> chain = chain(failure);
        if (chain.stream().anyMatch(EffectExecutedException.class::isInstance)) {
            return result.withEffectExecuted(true);
        }
        return isSafe(chain, safeExceptions) ? result.withEffectExecuted(false) : result;
    }

    /** The exception and its causes, from the outside in. */
    static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (@Nullable Throwable cause = failure;
                cause != null && chain.size() < MAX_CAUSES;
                cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    private static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    /**
     * Whether all of them, but for what only carries them, are of types that say that the effect did not happen. A safe
     * exception inside another one may come from reading the answer to a call that went through.
     */
    static boolean isSafe(List<Throwable> chain, Set<String> safeExceptions) {
        int carriers = 0;
        while (carriers < chain.size() - 1 && carries(chain.get(carriers))) {
            carriers++;
        }
        return chain.subList(carriers, chain.size()).stream().allMatch(cause -> isOf(cause, safeExceptions));
    }

    private static boolean carries(Throwable failure) {
        return failure instanceof InvocationTargetException
                || failure instanceof UndeclaredThrowableException
                || failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure.getClass().getName().equals(TOOL_EXECUTION);
    }

    /** Whether it is of one of those types, which are given by their full names, or of a subtype. */
    static boolean isOf(Throwable failure, Set<String> types) {
        for (@Nullable Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (types.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
