package dev.guardedtool.recording;

import dev.guardedtool.check.CallView;
import dev.guardedtool.redaction.Mask;
import dev.guardedtool.redaction.Redactor;
import dev.guardedtool.signature.ArgumentShape;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.signature.Fingerprints;
import java.util.Set;

/** How texts and values are written down that are not to be read, or only in part. Thread-safe. */
final class Disguise {

    /** How much of a text is written; replay expects no more. */
    static final int LONGEST_TEXT = 2_000;

    /** How long a text argument may be, and how much is kept of a longer one. */
    static final int LONGEST_ARGUMENT = 4_000;

    static final int KEPT_OF_ARGUMENT = 3_900;

    private static final String PREFIX = "fp";
    private static final int HEX_DIGITS = 12;

    /** What is looked at beyond the end, so that a secret across it is noticed. */
    private static final int AHEAD = 1_000;

    private static final Set<String> NOTHING = Set.of("", "null", "[]", "{}", "\"\"");

    private final Redactor redactor;
    private final Fingerprints fingerprints;
    private final Mask mask;

    Disguise(Redactor redactor, Fingerprints fingerprints) {
        this.redactor = redactor;
        this.fingerprints = fingerprints;
        this.mask = Mask.by(fingerprints);
    }

    Redactor redactor() {
        return redactor;
    }

    Mask mask() {
        return mask;
    }

    Fingerprints fingerprints() {
        return fingerprints;
    }

    /** One word, so that rules that compare words see nothing but whether two texts are the same. */
    static String of(Fingerprint fingerprint) {
        return PREFIX + fingerprint.hex().substring(0, HEX_DIGITS);
    }

    /** That text alone. */
    String fingerprint(String text) {
        return of(fingerprints.text("recorded", text));
    }

    /** All arguments of the call, those included that do not distinguish calls. */
    String fingerprint(CallView call) {
        ArgumentShape shape = new ArgumentShape(
                Set.of(), call.call().numericArguments(), call.run().policy().numbers());
        return of(fingerprints.arguments(call.arguments(), shape));
    }

    /** An answer without content, which tells nothing but that. */
    static boolean isNothing(String text) {
        return text.length() <= LONGEST_ARGUMENT && NOTHING.contains(text.strip());
    }

    /** The text without secrets, and of a longer one the beginning and what tells whether two of them are the same. */
    String clear(String text, int longest, int kept) {
        boolean tooLong = text.length() > longest;
        String redacted = redactor.text(
                tooLong ? text.substring(0, longest + AHEAD < text.length() ? longest + AHEAD : text.length()) : text,
                mask);
        if (!tooLong && redacted.length() <= longest) {
            return redacted;
        }
        return beginning(redacted, kept) + " … " + fingerprint(text);
    }

    private static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splitsPair ? length - 1 : length);
    }

    /** The name, unless it holds more than a name. */
    String name(String name, int longest) {
        return isName(name, longest) && redactor.text(name, mask).equals(name) ? name : fingerprint(name);
    }

    private static boolean isName(String name, int longest) {
        if (name.isEmpty() || name.length() > longest) {
            return false;
        }
        char first = name.charAt(0);
        return (Character.isLetter(first) || first == '_' || first == '$')
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-.:/$".indexOf(c) >= 0);
    }
}
