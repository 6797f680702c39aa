package dev.guardedtool.expression;

import org.jspecify.annotations.Nullable;

/** What an expression can see: the arguments by name and, after the call, {@code result}. */
public interface Variables {

    /** Whether there is such a variable. */
    boolean has(String name);

    /** The variable's value as plain Java: text, numbers, booleans, lists, maps or null. */
    @Nullable
    Object get(String name);
}
