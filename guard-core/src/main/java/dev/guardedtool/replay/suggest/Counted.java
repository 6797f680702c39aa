package dev.guardedtool.replay.suggest;

/** A number with what it counts. */
final class Counted {

    private Counted() {}

    static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
