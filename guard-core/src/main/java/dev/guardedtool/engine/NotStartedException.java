package dev.guardedtool.engine;

import dev.guardedtool.Decision;

/** The body of an allowed call was not begun. The call was overruled. */
final class NotStartedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient OpenCall call;
    private final transient Decision refusal;

    NotStartedException(OpenCall call, Decision refusal) {
        super(refusal.text(), null, false, false);
        this.call = call;
        this.refusal = refusal;
    }

    OpenCall call() {
        return call;
    }

    Decision refusal() {
        return refusal;
    }
}
