package dev.guardedtool.replay.suggest;

/** How often two successful calls gave the same answer, and how often not. */
final class Pairs {

    private int same;
    private int different;

    void add(boolean alike) {
        if (alike) {
            same++;
        } else {
            different++;
        }
    }

    void add(Pairs other) {
        same += other.same;
        different += other.different;
    }

    int same() {
        return same;
    }

    int different() {
        return different;
    }

    int all() {
        return same + different;
    }
}
