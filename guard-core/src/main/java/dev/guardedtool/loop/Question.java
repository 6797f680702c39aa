package dev.guardedtool.loop;

import dev.guardedtool.signature.Fingerprint;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One question to a tool and what it brought. */
final class Question {

    /** How much of a question is looked at; together with the window this bounds what a run remembers. */
    static final int MOST_WORDS = 256;

    private final CallKey call;
    private final Hashes words;
    private final Hashes entities;
    private final @Nullable Fingerprint rest;
    private boolean over;
    private @Nullable Fingerprint answer;

    /**
     * A question.
     *
     * @param words its ordinary words
     * @param entities the names, numbers and identifiers in it
     * @param rest the fingerprint of the other arguments, or null if there are none
     */
    Question(CallKey call, Hashes words, Hashes entities, @Nullable Fingerprint rest) {
        this.call = call;
        this.words = words;
        this.entities = entities;
        this.rest = rest;
    }

    Hashes words() {
        return words;
    }

    /** Whether it asks for the same thing: same names and numbers, other arguments and caller, and mostly the words. */
    boolean resembles(Question other, double similarity) {
        return entities.sameAs(other.entities)
                && Objects.equals(rest, other.rest)
                && call.sameCaller(other.call)
                && alike(other) >= similarity;
    }

    /** A single word is in many questions and says little, so that there the larger set decides. */
    private double alike(Question other) {
        int smaller = Math.min(words.size(), other.words.size());
        if (smaller == 0) {
            return words.size() == other.words.size() && entities.size() > 0 ? 1 : 0;
        }
        return smaller == 1 ? Overlap.ofLarger(words, other.words) : Overlap.ofSmaller(words, other.words);
    }

    boolean isOpen(CallKey key) {
        return answer == null && call.equals(key);
    }

    /** It was refused or answered with nothing: it counts, and its answer is no news. */
    void inVain() {
        over = true;
    }

    void answered(Fingerprint with) {
        over = true;
        answer = with;
    }

    /** Whether it is known what it brought. */
    boolean isOver() {
        return over;
    }

    /** The answer, or null for none or an empty one. */
    @Nullable
    Fingerprint answer() {
        return answer;
    }

    Map<String, Object> write() {
        Map<String, Object> written = call.write();
        written.put("words", words.write());
        written.put("entities", entities.write());
        written.put("rest", rest == null ? null : rest.hex());
        written.put("over", over);
        written.put("answer", answer == null ? null : answer.hex());
        return written;
    }

    static Question read(Written written) {
        Question question = new Question(
                CallKey.read(written),
                Hashes.read(written.list("words"), MOST_WORDS),
                Hashes.read(written.list("entities"), MOST_WORDS),
                written.fingerprintOrNull("rest"));
        question.over = written.flag("over");
        question.answer = written.fingerprintOrNull("answer");
        return question;
    }
}
