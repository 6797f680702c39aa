package dev.guardedtool.check;

/** Learns what the user said. Called under the run's lock. */
@FunctionalInterface
public interface UserTextListener {

    /** The user said that; the text is not empty. */
    void onUserText(RunView run, String text);
}
