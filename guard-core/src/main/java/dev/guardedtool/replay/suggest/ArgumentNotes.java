package dev.guardedtool.replay.suggest;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one argument of a tool was given: counts and hashes, no values. */
final class ArgumentNotes {

    private static final int MOST_DISTINCT = 32;
    private static final int LOOKED_AT = 200;
    private static final Pattern SEVERAL_WORDS = Pattern.compile("\\p{L}{2,}\\s+\\p{L}{2,}");

    private final Set<Integer> hashes = new HashSet<>();
    private int given;
    private int texts;
    private int severalWords;

    void add(@Nullable String text) {
        given++;
        if (text == null) {
            return;
        }
        texts++;
        String beginning = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
        severalWords += SEVERAL_WORDS.matcher(beginning).find() ? 1 : 0;
        if (hashes.size() < MOST_DISTINCT) {
            hashes.add(text.hashCode());
        }
    }

    int given() {
        return given;
    }

    int texts() {
        return texts;
    }

    /** How many of them were texts of more than one word. */
    int severalWords() {
        return severalWords;
    }

    /** How many values there were, up to a limit. */
    int distinct() {
        return hashes.size();
    }

    /** Whether most values are new: as far as is known, each is given three times at most. */
    boolean various() {
        return 3 * distinct() >= Math.min(texts, MOST_DISTINCT);
    }

    /** Whether the limit of distinct values is reached. */
    boolean full() {
        return hashes.size() >= MOST_DISTINCT;
    }
}
