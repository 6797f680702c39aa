package dev.guardedtool;

/**
 * Is told what happens in runs, on the thread where it happens and outside every lock. Whatever it throws is logged and
 * otherwise ignored; it cannot change a decision.
 */
@FunctionalInterface
public interface GuardEventListener {

    /** Something happened. */
    void onEvent(GuardEvent event);
}
