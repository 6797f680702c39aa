package dev.guardedtool.replay.suggest;

/**
 * What a tool's name says.
 *
 * @param kind what it seems to do
 * @param word the word or words that say so, empty where none does
 */
record NameVerdict(NameKind kind, String word) {

    static final NameVerdict SILENT = new NameVerdict(NameKind.SILENT, "");

    boolean writes() {
        return kind == NameKind.WRITE || kind == NameKind.MAYBE_WRITE;
    }

    boolean reads() {
        return kind == NameKind.READ;
    }
}
