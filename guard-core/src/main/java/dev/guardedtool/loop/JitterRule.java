package dev.guardedtool.loop;

import dev.guardedtool.check.CallView;
import dev.guardedtool.policy.LoopPolicy.Jitter;
import dev.guardedtool.policy.LoopPolicy.JitterJudgement;
import dev.guardedtool.signature.ArgumentShape;
import dev.guardedtool.signature.Fingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a question is and how many of those before it were the same. */
interface JitterRule {

    /** The question in that argument of the call. */
    Question read(CallView call, String argument, String text);

    /** How many of the earlier questions, oldest first, were the same and in vain. */
    int similar(Question question, Iterable<Question> earlier);

    static JitterRule of(Jitter policy) {
        return policy.judgement() == JitterJudgement.OVERLAP
                ? new ByOverlap(policy.similarity())
                : new ByEntities(policy.similarity());
    }

    /** Latin words, measured by the shorter question. */
    record ByOverlap(double similarity) implements JitterRule {

        @Override
        public Question read(CallView call, String argument, String text) {
            LoopState state = LoopState.of(call);
            Hashes words = Words.latin(text, state.wordHash(call.run()), Question.MOST_WORDS);
            return new Question(state.key(call), words, new Hashes(1), null);
        }

        @Override
        public int similar(Question question, Iterable<Question> earlier) {
            int similar = 0;
            for (Question before : earlier) {
                if (Overlap.ofSmaller(question.words(), before.words()) >= similarity) {
                    similar++;
                }
            }
            return similar;
        }
    }

    /** Words in any script; names, numbers and other arguments must be the same, and the answers no news. */
    record ByEntities(double similarity) implements JitterRule {

        @Override
        public Question read(CallView call, String argument, String text) {
            LoopState state = LoopState.of(call);
            QuestionReader reader = new QuestionReader(text, state.wordHash(call.run()));
            return new Question(state.key(call), reader.words(), reader.entities(), rest(call, argument));
        }

        private static @Nullable Fingerprint rest(CallView call, String argument) {
            if (call.arguments().names().size() == 1) {
                return null;
            }
            Set<String> ignored = new HashSet<>(call.spec().repeats().ignoreArgs());
            ignored.add(argument);
            ArgumentShape shape = new ArgumentShape(
                    ignored, call.call().numericArguments(), call.run().policy().numbers());
            return call.run().fingerprints().arguments(call.arguments(), shape);
        }

        @Override
        public int similar(Question question, Iterable<Question> earlier) {
            List<Question> alike = new ArrayList<>();
            for (Question before : earlier) {
                if (question.resembles(before, similarity)) {
                    alike.add(before);
                }
            }
            return Questions.inVain(alike);
        }
    }
}
