package dev.guardedtool.replay;

/** A line holds no run. The message says why, in words that follow on "the line". */
final class MalformedRunException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRunException(String reason) {
        super(reason, null, false, false);
    }
}
