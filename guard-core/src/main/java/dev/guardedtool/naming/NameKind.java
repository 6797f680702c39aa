package dev.guardedtool.naming;

/** What a tool's name alone says of it. */
public enum NameKind {

    /** It reads: get, list, search. */
    READ,

    /** It writes: create, delete, send. */
    WRITE,

    /** It begins with a word that is a verb of writing or a noun: book, order, share. */
    MAYBE_WRITE,

    /** Such a word comes later, where it is more often a noun. */
    HINT_OF_WRITE,

    /**
     * It moves the caller or what the caller has at hand rather than the world: log in, verify, download, click, think,
     * hand over.
     */
    APART,

    /** It does whatever it is told: run, execute, a shell, a language for queries. */
    ANYTHING,

    /** It says nothing. */
    SILENT
}
