package dev.guardedtool.store.redis;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered instead of a result. Every client throws it as something else, but none without its words.
 *
 * @param code the first word, such as {@code OOM}
 */
record Complaint(String code) {

    private static final Pattern WORDS = Pattern.compile("-?([A-Z]{3,})(?: .*)?", Pattern.DOTALL);
    private static final int DEEPEST = 10;

    /** Whoever says this can do nothing at all just now. */
    private static final Set<String> AWAY = Set.of("LOADING", "BUSY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

    /** The complaint that a client threw; null if the server did not answer. */
    static @Nullable Complaint of(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            Matcher words = WORDS.matcher(String.valueOf(cause.getMessage()));
            if (words.matches()) {
                return new Complaint(words.group(1));
            }
        }
        return null;
    }

    boolean scriptIsNotKnown() {
        return code.equals("NOSCRIPT");
    }

    boolean serverIsAway() {
        return AWAY.contains(code);
    }
}
