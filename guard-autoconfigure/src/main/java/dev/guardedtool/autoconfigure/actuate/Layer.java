package dev.guardedtool.autoconfigure.actuate;

/** A place where the guard sees calls of a tool. A call that meets several passes once. */
public enum Layer {

    /** Around the method itself: every call through the bean, a model's or Java's. */
    METHOD,

    /** Around the callback: every call of it, whoever makes it. */
    CALLBACK,

    /** In the loop: calls of chat clients that were built by the builder or are beans, and of manager beans. */
    LOOP,

    /** Where an MCP server of the application calls it: every call of a client of that server. */
    SERVER,

    /** Woven into the callback's class: every call that a client or a manager makes, whoever built it. */
    WEAVING
}
