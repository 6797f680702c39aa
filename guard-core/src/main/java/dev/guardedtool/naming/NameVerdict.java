package dev.guardedtool.naming;

/**
 * What a tool's name says.
 *
 * @param kind what it seems to do
 * @param word the word or words that say so, empty where none does
 */
public record NameVerdict(NameKind kind, String word) {

    /** What a name says that says nothing. */
    public static final NameVerdict SILENT = new NameVerdict(NameKind.SILENT, "");

    /** Whether it seems to write. */
    public boolean writes() {
        return kind == NameKind.WRITE || kind == NameKind.MAYBE_WRITE;
    }

    /** Whether nothing in the name speaks against a write. */
    public boolean mayWrite() {
        return kind != NameKind.READ && kind != NameKind.APART;
    }

    /** Whether what it does costs money, binds somebody or reaches somebody. */
    public boolean cannotBeUndone() {
        return NameWords.of(word).stream().anyMatch(Verbs.ONCE::contains);
    }

    /** Whether it seems to read. */
    public boolean reads() {
        return kind == NameKind.READ;
    }
}
