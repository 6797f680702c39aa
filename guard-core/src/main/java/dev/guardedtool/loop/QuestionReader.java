package dev.guardedtool.loop;

import java.util.Locale;

/**
 * Takes a question apart into ordinary words and entities. Entities are what is in quotation marks; what has a digit or
 * an inner sign other than a hyphen, such as addresses and identifiers; words in capitals or camel case; and words that
 * begin with a capital in the middle of a sentence.
 */
final class QuestionReader {

    private static final String INNER = "-_.@/:#+%&=~\\$";
    private static final String LEADING = "@#$€£";
    private static final String ENDS = ".!?;:…\n。！？";
    private static final String OPENING = "\"“„«‹「『`'‘";
    private static final String CLOSING = "\"””»›」』`'’";
    private static final int LONGEST_QUOTE = 200;

    private final WordHash hash;
    private final Hashes words = new Hashes(Question.MOST_WORDS);
    private final Hashes entities = new Hashes(Question.MOST_WORDS);
    private final char[] chars;
    private boolean sentenceStart = true;

    QuestionReader(String question, WordHash hash) {
        this.hash = hash;
        this.chars = Words.composed(question).toCharArray();
        read();
    }

    Hashes words() {
        return words;
    }

    Hashes entities() {
        return entities;
    }

    private void read() {
        int at = 0;
        while (at < chars.length) {
            int quoted = quoteEnd(at);
            Script script = Script.of(Character.codePointAt(chars, at));
            if (quoted > 0) {
                entities.add(lower(at + 1, quoted));
                at = quoted + 1;
            } else if (script == Script.SPACED) {
                at = chunk(at);
            } else if (script == Script.UNSPACED) {
                at = pairs(at);
            } else {
                sentenceStart |= ENDS.indexOf(chars[at]) >= 0;
                at++;
            }
        }
    }

    /** Where the quotation that begins here ends, or 0 if none begins here. */
    private int quoteEnd(int at) {
        int kind = OPENING.indexOf(chars[at]);
        if (kind < 0 || (at > 0 && isWord(at - 1))) {
            return 0;
        }
        int limit = Math.min(chars.length, at + LONGEST_QUOTE);
        for (int end = at + 2; end < limit; end++) {
            if (chars[end] == CLOSING.charAt(kind) && !isWord(end + 1)) {
                return end;
            }
        }
        return 0;
    }

    private int chunk(int start) {
        int end = start;
        boolean identifier = start > 0 && LEADING.indexOf(chars[start - 1]) >= 0;
        while (end < chars.length && (isWord(end) || isInner(end))) {
            identifier |= Character.isDigit(chars[end]) || (chars[end] != '-' && isInner(end));
            end++;
        }
        if (identifier) {
            entities.add(lower(start, end));
            sentenceStart = false;
            return end;
        }
        int from = start;
        for (int at = start; at <= end; at++) {
            if (at == end || chars[at] == '-') {
                word(from, at);
                from = at + 1;
            }
        }
        return end;
    }

    /** Whether a sign here holds together what is around it. */
    private boolean isInner(int at) {
        return INNER.indexOf(chars[at]) >= 0 && isWord(at + 1);
    }

    private void word(int from, int to) {
        if (isName(from, to)) {
            entities.add(lower(from, to));
        } else {
            words.add(lower(from, to));
        }
        sentenceStart = false;
    }

    private boolean isName(int from, int to) {
        boolean capital = Character.isUpperCase(chars[from]) || Character.isTitleCase(chars[from]);
        boolean single = to - from == 1;
        for (int at = from + 1; at < to; at++) {
            if (Character.isUpperCase(chars[at])) {
                return true;
            }
        }
        return capital && !sentenceStart && !(single && chars[from] == 'I');
    }

    private int pairs(int start) {
        int before = -1;
        int at = start;
        while (at < chars.length && isUnspaced(at)) {
            int next = at + Character.charCount(Character.codePointAt(chars, at));
            boolean alone = before < 0 && !(next < chars.length && isUnspaced(next));
            if (before >= 0 || alone) {
                words.add(hash.of(chars, before >= 0 ? before : at, next));
            }
            before = at;
            at = next;
        }
        sentenceStart = false;
        return at;
    }

    private boolean isUnspaced(int at) {
        return Script.of(Character.codePointAt(chars, at)) == Script.UNSPACED;
    }

    /** Low surrogates go with what they belong to. */
    private boolean isWord(int at) {
        return at < chars.length
                && (Character.isLowSurrogate(chars[at])
                        ? at > 0 && Script.of(Character.codePointAt(chars, at - 1)) == Script.SPACED
                        : Script.of(Character.codePointAt(chars, at)) == Script.SPACED);
    }

    private long lower(int from, int to) {
        return hash.of(new String(chars, from, to - from).toLowerCase(Locale.ROOT));
    }
}
