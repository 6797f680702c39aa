package dev.guardedtool.custody;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Tells whether somebody is named: by an address in full, or by the user with a word of what stands before its {@code @}. */
final class Authors {

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}]+");

    private static final int SHORTEST = 3;

    private Authors() {}

    /** Whether one of the texts holds the address of the author, without the name that stands before it. */
    static boolean known(List<Heard> texts, String author) {
        String address = address(author);
        return texts.stream().anyMatch(heard -> heard.text().contains(address));
    }

    /** Whether the user said the address of the author or a word of its name. */
    static boolean named(List<Heard> said, String author) {
        String address = address(author);
        int at = address.lastIndexOf('@');
        String name = at < 0 ? address : address.substring(0, at);
        return known(said, author)
                || Arrays.stream(NOT_A_WORD.split(name))
                        .filter(word -> word.length() >= SHORTEST)
                        .anyMatch(word ->
                                said.stream().anyMatch(heard -> heard.text().contains(word)));
    }

    /**
     * {@code ann@example.org} of {@code "Bob" <ann@example.org>}: anybody may call himself Bob. Empty, which is nobody,
     * where there may be another address: in front of a comma, or before a comment that looks like one.
     */
    private static String address(String author) {
        int start = author.lastIndexOf('<');
        if (start < 0) {
            return author.strip();
        }
        int end = author.indexOf('>', start + 1);
        String name = author.substring(0, start);
        boolean alone = end > start && author.substring(end + 1).isBlank() && !mayBeSeveral(name);
        return alone ? author.substring(start + 1, end).strip() : "";
    }

    private static boolean mayBeSeveral(String name) {
        int at = name.indexOf('@');
        return at >= 0 && name.indexOf(',', at) >= 0;
    }
}
