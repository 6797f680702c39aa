package dev.guardedtool.loop;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** Takes texts apart into words, in time proportional to their length. */
final class Words {

    private static final int CHARS_PER_WORD = 6;
    private static final int ASCII = 0x80;

    /** The lower case of each ASCII letter and digit, 0 of all else. */
    private static final byte[] LOWER = new byte[ASCII];

    static {
        for (char c = 0; c < ASCII; c++) {
            LOWER[c] = (byte) (Script.of(c) == Script.NONE ? 0 : Character.toLowerCase(c));
        }
    }

    private Words() {}

    /** The runs of Latin letters and digits, in lower case. */
    static Hashes latin(String text, WordHash hash, int most) {
        Hashes words = new Hashes(most, text.length() / CHARS_PER_WORD);
        char[] chars = text.toLowerCase(Locale.ROOT).toCharArray();
        int start = -1;
        for (int i = 0; i <= chars.length; i++) {
            if (i < chars.length && isLatin(chars[i])) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.add(hash.of(chars, start, i));
                start = -1;
            }
        }
        return words;
    }

    /**
     * The words in any script, in lower case and compatibility-composed; of scripts without spaces every two adjacent
     * characters. A text without any word counts as one.
     */
    static Hashes anyScript(String text, WordHash hash, int most) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        Hashes words = encoded.length == text.length() ? ascii(encoded, hash, most) : unicode(text, hash, most);
        if (words.size() == 0 && !text.isEmpty()) {
            words.add(hash.of(text.strip()));
        }
        return words;
    }

    /** The words of a text in ASCII, where a lone surrogate, which is encoded as a question mark, is no word either. */
    private static Hashes ascii(byte[] text, WordHash hash, int most) {
        Hashes words = new Hashes(most, text.length / CHARS_PER_WORD);
        int start = -1;
        for (int i = 0; i < text.length; i++) {
            byte lower = LOWER[text[i]];
            if (lower != 0) {
                text[i] = lower;
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.add(hash.of(text, start, i));
                start = -1;
            }
        }
        if (start >= 0) {
            words.add(hash.of(text, start, text.length));
        }
        return words;
    }

    private static Hashes unicode(String text, WordHash hash, int most) {
        Hashes words = new Hashes(most, text.length() / CHARS_PER_WORD);
        char[] chars = lower(composed(text));
        int start = -1;
        int before = -1;
        int length;
        for (int i = 0; i < chars.length; i += length) {
            int point = Character.codePointAt(chars, i);
            length = Character.charCount(point);
            Script script = Script.of(point);
            if (script == Script.SPACED) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.add(hash.of(chars, start, i));
                start = -1;
            }
            if (script == Script.UNSPACED) {
                boolean alone = before < 0 && !followed(chars, i + length);
                if (before >= 0 || alone) {
                    words.add(hash.of(chars, before >= 0 ? before : i, i + length));
                }
                before = i;
            } else {
                before = -1;
            }
        }
        if (start >= 0) {
            words.add(hash.of(chars, start, chars.length));
        }
        return words;
    }

    private static char[] lower(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            chars[i] = c >= 0x80 ? Character.toLowerCase(c) : c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return chars;
    }

    private static boolean followed(char[] chars, int next) {
        return next < chars.length && Script.of(Character.codePointAt(chars, next)) == Script.UNSPACED;
    }

    /** The text in normalisation form KC, without the price of it where the text is plain ASCII. */
    static String composed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return Normalizer.normalize(text, Normalizer.Form.NFKC);
            }
        }
        return text;
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
