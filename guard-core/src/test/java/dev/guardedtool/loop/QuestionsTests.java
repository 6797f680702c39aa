package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.signature.Fingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuestionsTests {

    private static final int OPEN = 0;
    private static final int IN_VAIN = 1;
    private static final int KINDS = 5;

    /** Each question is open, in vain, or has one of three answers; of up to five questions every combination is tried. */
    @Test
    void aQuestionIsInVainUnlessItsAnswerWasNewAmongThoseBefore() {
        for (int length = 0; length <= 5; length++) {
            for (int code = 0; code < Math.pow(KINDS, length); code++) {
                List<Integer> kinds = kinds(length, code);

                assertThat(Questions.inVain(questions(kinds))).as("%s", kinds).isEqualTo(defined(kinds));
            }
        }
    }

    private static int defined(List<Integer> kinds) {
        int count = 0;
        Set<Integer> answers = new HashSet<>();
        for (int kind : kinds) {
            boolean answered = kind > IN_VAIN;
            boolean news = answered && !answers.isEmpty() && !answers.contains(kind);
            if (answered) {
                answers.add(kind);
            }
            if (kind != OPEN && !news) {
                count++;
            }
        }
        return count;
    }

    private static List<Question> questions(List<Integer> kinds) {
        List<Question> questions = new ArrayList<>();
        for (int kind : kinds) {
            Question question = question("tool");
            if (kind == IN_VAIN) {
                question.inVain();
            } else if (kind != OPEN) {
                question.answered(fingerprint(kind));
            }
            questions.add(question);
        }
        return questions;
    }

    private static List<Integer> kinds(int length, int code) {
        List<Integer> kinds = new ArrayList<>();
        int rest = code;
        for (int i = 0; i < length; i++) {
            kinds.add(rest % KINDS);
            rest /= KINDS;
        }
        return kinds;
    }

    @Test
    void onlyTheLastQuestionsOfTheLastToolsAreRemembered() {
        Questions questions = new Questions(3);
        for (int tool = 0; tool < 40; tool++) {
            for (int i = 0; i < 5; i++) {
                questions.add(ToolName.of("tool-" + tool), question("tool-" + tool));
            }
        }

        assertThat(questions.of(ToolName.of("tool-0"))).isEmpty();
        assertThat(questions.of(ToolName.of("tool-39"))).hasSize(3);
        assertThat(questions.write()).hasSize(32);
    }

    private static Question question(String tool) {
        return new Question(new CallKey(ToolName.of(tool), fingerprint(0), null), new Hashes(1), new Hashes(1), null);
    }

    private static Fingerprint fingerprint(int value) {
        return Fingerprint.parse(Integer.toString(value).repeat(64));
    }
}
