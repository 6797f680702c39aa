package dev.guardedtool.testing;

import java.util.List;

/** Names that users and models may come with, and that stores have trouble with or might take for one another. */
public final class OddNames {

    /** All different. */
    public static final List<String> ALL = List.of(
            "a\0b",
            "a?b",
            "a\ufffdb",
            "a\ud800b",
            "a\ud801b",
            "a\udc00b",
            "a\ud83d\ude00b",
            "a\ude00\ud83db",
            "a\u001bb",
            "a\u001b0000b",
            "a\u001b001b0000b",
            "\0",
            "a'b\"\\",
            "ab\ud800",
            "ab");

    private OddNames() {}
}
