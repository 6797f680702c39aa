package dev.guardedtool.store;

/** Where an instance is killed. */
enum CrashStep {
    BEFORE_RESERVE(false),
    AFTER_RESERVE(true),
    BEFORE_REQUEST(true),
    AFTER_REQUEST(true),
    AFTER_ANSWER(true),
    BEFORE_COMPLETE(true),
    AFTER_COMPLETE(false),
    ANY_TIME(false);

    /** Whether the effect that was being carried out must be in doubt then. */
    final boolean leavesDoubt;

    CrashStep(boolean leavesDoubt) {
        this.leavesDoubt = leavesDoubt;
    }
}
