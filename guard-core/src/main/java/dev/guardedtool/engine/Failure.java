package dev.guardedtool.engine;

/** What to do with something that was thrown where nothing should be. */
final class Failure {

    private Failure() {}

    /** Throws it on if the virtual machine itself can no longer be relied on. */
    static void rethrowFatal(Throwable failure) {
        if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
            throw error;
        }
    }
}
