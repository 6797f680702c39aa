package dev.guardedtool.loop;

/** How much two sets of words have in common, 0 to 1; nothing if one of them is empty. */
final class Overlap {

    private Overlap() {}

    /** The share of the smaller set. */
    static double ofSmaller(Hashes one, Hashes other) {
        return share(one, other, Math.min(one.size(), other.size()));
    }

    /** The share of the larger set. */
    static double ofLarger(Hashes one, Hashes other) {
        return share(one, other, Math.max(one.size(), other.size()));
    }

    private static double share(Hashes one, Hashes other, int of) {
        return one.size() == 0 || other.size() == 0 ? 0 : (double) one.common(other) / of;
    }
}
