package dev.guardedtool.redaction;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds base64 of texts that hold secrets, in either alphabet. */
final class EncodedSecrets {

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{16,}+={0,2}+");

    private static final int QUANTUM = 4;

    private EncodedSecrets() {}

    /** Where the text holds base64 of a text of which that is true. */
    static List<Span> in(String text, Predicate<String> holdsSecret) {
        List<Span> found = new ArrayList<>(0);
        Matcher encoded = ENCODED.matcher(text);
        while (encoded.find()) {
            String decoded = decoded(encoded.group());
            if (decoded != null && holdsSecret.test(decoded)) {
                found.add(new Span(encoded.start(), encoded.end()));
            }
        }
        return found;
    }

    /** The text in it, or null if there is none. A piece that is left over at the end is cut off. */
    private static @Nullable String decoded(String base64) {
        String digits = base64.replace('-', '+').replace('_', '/').replace("=", "");
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
