package dev.guardedtool.execution;

/**
 * Takes what belongs to the caller's thread along to the thread that carries out a tool, such as who is signed in. A
 * carrier that fails is logged, and the tool runs without what it would have brought. Thread-safe.
 */
@FunctionalInterface
public interface ContextCarrier {

    /**
     * Called on the caller's thread.
     *
     * @return the same work, which finds on another thread what is found here now, and leaves nothing there
     */
    Runnable carry(Runnable work);
}
