package dev.guardedtool.loop;

import dev.guardedtool.policy.StallPolicy.TextJudgement;

/** Reads the words of the assistant's texts. */
record WordReader(WordHash hash, TextJudgement judgement) {

    /** How many distinct words of a text are remembered. */
    static final int MOST_WORDS = 16_384;

    Hashes words(String text) {
        return judgement == TextJudgement.LATIN
                ? Words.latin(text, hash, MOST_WORDS)
                : Words.anyScript(text, hash, MOST_WORDS);
    }
}
