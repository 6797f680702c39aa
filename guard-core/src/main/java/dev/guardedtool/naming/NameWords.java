package dev.guardedtool.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a name in snake, kebab, camel or dotted case, in lower case. Digits and signs only separate. */
public final class NameWords {

    private NameWords() {}

    /** The words of that name, in order. */
    public static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= name.length(); i++) {
            boolean letter = i < name.length() && Character.isLetter(name.charAt(i));
            if (start >= 0 && (!letter || beginsWord(name, i))) {
                words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (letter && start < 0) {
                start = i;
            }
        }
        return words;
    }

    /** A capital after a small letter, or the last capital of several before a small letter. */
    private static boolean beginsWord(String name, int at) {
        if (!Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        return Character.isLowerCase(name.charAt(at - 1))
                || (at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1)));
    }
}
