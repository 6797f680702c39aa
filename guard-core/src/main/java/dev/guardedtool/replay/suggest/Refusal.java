package dev.guardedtool.replay.suggest;

import java.util.regex.Pattern;

/**
 * Ways in which a tool says in a normal answer that it did not do what was asked, as regular expressions over its first
 * sentence. Their letters are lower case; case does not count.
 */
enum Refusal {

    /** What it is about is not there. */
    MISSING("not found|no such|unknown|missing|unavailable|not available"),

    /** The caller may not. */
    DENIED(
            "denied|forbidden|unauthori[sz]ed|not allowed|no (?:\\w{1,20} )?(?:access|permission)|only (?:\\S{1,40} ){1,4}can\\b|rejected|declined|refused"),

    /** Something has to be done first. */
    ASKS("verify|verification|otp|one-time|required|must|please|awaiting|needs? approval"),

    /** It does not fit what is there. */
    CONFLICT("(?<!\\bno )conflict|already|duplicate|locked"),

    /** It went wrong. */
    FAILED(
            "(?<!\\bno |\\b0 |without )(?:fail|error|exception)|unable|unsuccessful|can ?not|can't|could ?n[o']t|timed? ?out|try again"),

    /** It was asked for wrongly. */
    INVALID("invalid|incorrect|wrong|malformed|expired|mismatch|unsupported"),

    /** It would be too much. */
    LIMITED("exceed|insufficient|not enough|too (?:many|large|long|late)|limit reached|out of stock|quota"),

    /** It is said not to be so. */
    NEGATED("(?:is|are|was|were|has|have|had|do|does|did|will)(?: not\\b|n't\\b)");

    /** As far as answers are looked at. */
    static final int FIRST = 200;

    /** After such a word nothing is a refusal: it was done, whatever comes with it. */
    static final String DONE =
            "success|succeeded|created|updated|sent|added|deleted|removed|saved|booked|completed|done";

    private final String words;
    private final Pattern pattern;

    Refusal(String words) {
        this.words = words;
        this.pattern = Pattern.compile("\\s{0,9}" + regex(words), Pattern.CASE_INSENSITIVE);
    }

    String words() {
        return words;
    }

    /**
     * Matches answers whose first sentence has one of the words before any word of success. An answer of one line with
     * many words takes a number of steps that is bounded by {@link #FIRST}.
     */
    static String regex(String words) {
        return "(?:(?!\\b(?:" + DONE + ")|[.!?]\\s|\\n).){0," + FIRST + "}?\\b(?:" + words + ")";
    }

    boolean in(String answer) {
        return pattern.matcher(answer).lookingAt();
    }
}
