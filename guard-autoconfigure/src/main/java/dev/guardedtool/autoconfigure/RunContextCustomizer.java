package dev.guardedtool.autoconfigure;

import dev.guardedtool.RunContext;

/**
 * Changes what is known of a run before it begins, for example to name the tenant. Beans of this type are asked in their
 * order, on the caller's thread or, where the principal comes from a subscriber, when somebody subscribes. A run within
 * another one is not asked for: it takes over what was said of the outer one. What a request says of its session, agent and
 * ticket is put on top.
 */
@FunctionalInterface
public interface RunContextCustomizer {

    /** The context to use instead of that one. What it throws fails the request. */
    RunContext customize(RunContext context);
}
