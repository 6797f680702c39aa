package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.TextCheck;
import dev.guardedtool.policy.StallPolicy;
import dev.guardedtool.policy.StallPolicy.TextJudgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does the assistant talk without getting anywhere? Then it is asked for a final outcome, and if it does not give one,
 * a person takes over. The first text after progress is taken as it is.
 */
final class StallCheck implements TextCheck {

    private static final String LOOP = "loop_detected";
    private static final String STALL = "stall";

    private final StallPolicy policy;
    private final StallScore score;

    StallCheck(StallPolicy policy) {
        this.policy = policy;
        this.score = new StallScore(policy.phrases(), policy.patternScore());
    }

    @Override
    public @Nullable Decision inspect(RunView run, String text) {
        LoopState state = LoopState.of(run);
        Stall stall = state.stall();
        int marker = state.progress().marker();
        if (stall.rewrites > 0) {
            Decision outcome = ForcedOutcome.read(text);
            if (outcome != null) {
                return outcome;
            }
            if (policy.disarms() && marker != stall.marker) {
                stall.rewrites = 0;
            } else if (stall.rewrites >= policy.maxRewrites()) {
                return escalate(
                        GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME,
                        stall,
                        "Asked for a final outcome, the assistant gave none.",
                        List.of(LOOP, STALL, "noncompliant"));
            }
        }
        return judge(stall, marker, text, new WordReader(state.wordHash(run), policy.judgement()));
    }

    private @Nullable Decision judge(Stall stall, int marker, String text, WordReader reader) {
        SaidText previous = stall.previous;
        SaidText said = new SaidText(text, reader);
        stall.previous = said;
        if (marker != stall.marker) {
            stall.marker = marker;
            stall.alike = 0;
            stall.stalling = 0;
            return null;
        }
        stall.alike = previous != null && overlap(previous.words(), said.words()) >= policy.similarity()
                ? stall.alike + 1
                : 0;
        stall.stalling = score.reached(text) ? stall.stalling + 1 : 0;
        if (stall.alike < policy.noChange() && stall.stalling < policy.patternStreak()) {
            return null;
        }
        if (stall.rewrites >= policy.maxRewrites()) {
            return escalate(
                    GuardReason.STALL_FALLBACK_ESCALATE,
                    stall,
                    "The assistant is not making progress.",
                    List.of(LOOP, STALL));
        }
        Explanation why = explain(GuardReason.NO_STATE_CHANGE_LOOP, stall);
        stall.rewrites++;
        stall.alike = 0;
        stall.stalling = 0;
        return Decision.rewrite(why);
    }

    private double overlap(Hashes previous, Hashes words) {
        return policy.judgement() == TextJudgement.LATIN
                ? Overlap.ofSmaller(previous, words)
                : Overlap.ofLarger(previous, words);
    }

    private static Decision escalate(GuardReason reason, Stall stall, String summary, List<String> tags) {
        return new Decision.Escalate(explain(reason, stall), new EscalationPacket(null, summary, List.of(), tags));
    }

    private static Explanation explain(GuardReason reason, Stall stall) {
        return Explanation.of(reason)
                .figure("alike_texts", stall.alike)
                .figure("stalling_texts", stall.stalling)
                .figure("rewrites", stall.rewrites);
    }
}
