package dev.guardedtool.redaction;

import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Arguments;
import dev.guardedtool.signature.PlainJson;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what is about to be written down: what goes by a secret name, and what looks like a key, a token,
 * or the number of a card or an account. It rather takes too much than too little. It takes time in proportion to the
 * length of what it is given, never throws, and is safe for any thread.
 */
public final class Redactor {

    /** Texts longer than this are not read as JSON but searched as they are. */
    private static final int LONGEST_JSON = 65_536;

    private static final int DEEPEST = 3;

    private final SecretNames names;
    private final NamedSecrets named;
    private final ArgumentReader reader;

    /** Knows secrets by these names, and by their looks. */
    public Redactor(SecretNames names) {
        this.names = names;
        this.named = new NamedSecrets(names);
        this.reader = new ArgumentReader(new ArgumentLimits(LONGEST_JSON, 200, 1000));
    }

    /** Whether what goes by that name is secret. */
    public boolean secret(String name) {
        return names.contain(name);
    }

    /** The text without secrets; the same text if there are none. JSON in it is searched by the names of its members. */
    public String text(String text, Mask mask) {
        return text(text, mask, 0);
    }

    /**
     * A plain value without secrets, in texts as well as in names and numbers: a text, number, boolean, list or map.
     *
     * @return the same value if there are none in it
     */
    public @Nullable Object value(@Nullable Object value, Mask mask) {
        return value(value, mask, text -> text(text, mask, 1));
    }

    /** As {@link #value(Object, Mask)}, but what becomes of texts and names is up to that function. */
    public @Nullable Object value(@Nullable Object value, Mask mask, UnaryOperator<String> texts) {
        return new PlainValues(names, mask, texts).redacted(value);
    }

    String text(String text, Mask mask, int depth) {
        if (text.length() < SecretPatterns.SHORTEST) {
            return text;
        }
        String found = depth < DEEPEST && looksLikeJson(text) ? json(text, mask, depth) : null;
        if (found != null) {
            return found;
        }
        String plain = Spelling.plain(text);
        String redacted = running(plain, mask, depth);
        return redacted.equals(plain) ? percent(text, mask, depth) : percent(redacted, mask, depth);
    }

    private String running(String text, Mask mask, int depth) {
        String redacted = SecretPatterns.redact(named.redact(text, mask), mask);
        if (depth >= DEEPEST) {
            return redacted;
        }
        return Span.masked(
                redacted,
                EncodedSecrets.in(
                        redacted, inner -> !text(inner, mask, depth + 1).equals(inner)),
                mask);
    }

    /** Where the text hides a secret behind percent signs, it is written without them. */
    private String percent(String text, Mask mask, int depth) {
        String decoded = depth < DEEPEST ? Spelling.withoutPercent(text) : text;
        if (decoded.equals(text)) {
            return text;
        }
        String redacted = text(decoded, mask, depth + 1);
        return redacted.equals(decoded) ? text : redacted;
    }

    private static boolean looksLikeJson(String text) {
        if (text.length() > LONGEST_JSON) {
            return false;
        }
        String stripped = text.strip();
        char first = stripped.isEmpty() ? ' ' : stripped.charAt(0);
        return first == '{' || first == '[' || first == '"';
    }

    /** The JSON text without secrets, or null if it is no JSON. */
    private @Nullable String json(String text, Mask mask, int depth) {
        Arguments parsed = reader.read(text);
        if (!parsed.wellFormed()) {
            return null;
        }
        Object plain = parsed.at(List.of());
        Object redacted = new PlainValues(names, mask, leaf -> text(leaf, mask, depth + 1)).redacted(plain);
        return redacted == plain ? text : PlainJson.of(redacted);
    }
}
