package dev.guardedtool.redaction;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds base64 of texts that hold secrets, in either alphabet. */
final class EncodedSecrets {

    private static final int SHORTEST = 16;
    private static final int QUANTUM = 4;

    private EncodedSecrets() {}

    /** Where the text holds base64 of a text of which that is true. */
    static List<Span> in(String text, Predicate<String> holdsSecret) {
        List<Span> found = new ArrayList<>(0);
        int start = -1;
        for (int at = 0; at <= text.length(); at++) {
            if (at < text.length() && isDigit(text.charAt(at))) {
                start = start < 0 ? at : start;
            } else if (start >= 0) {
                if (at - start >= SHORTEST && holdsSecret(text.substring(start, at), holdsSecret)) {
                    found.add(new Span(start, at));
                }
                start = -1;
            }
        }
        return found;
    }

    private static boolean holdsSecret(String base64, Predicate<String> test) {
        String decoded = decoded(base64);
        return decoded != null && test.test(decoded);
    }

    private static boolean isDigit(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }

    /** The text in it, or null if there is none. A piece that is left over at the end is cut off. */
    private static @Nullable String decoded(String base64) {
        String digits = base64.replace('-', '+').replace('_', '/');
        int left = digits.length() % QUANTUM;
        byte[] bytes = Base64.getDecoder().decode(left == 1 ? digits.substring(0, digits.length() - 1) : digits);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
