package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardReason;
import dev.guardedtool.policy.StallPolicy;
import dev.guardedtool.policy.StallPolicy.TextJudgement;
import org.junit.jupiter.api.Test;

/** A request for a final outcome is taken back once there is progress. */
class StallDisarmTests {

    private static final String SORRY = "I apologize for the delay.";

    @Test
    void progressTakesTheRequestBack() {
        Talk talk = stalled();

        talk.ok("look", "{}", "the order");

        assertThat(talk.says("Your order ships tomorrow.")).isNull();
        assertThat(talk.says("Anything else?")).isNull();
    }

    @Test
    void withoutProgressAPersonIsAskedForEveryTime() {
        Talk talk = stalled();

        expect(talk.says("Your order ships tomorrow.")).toEscalate(GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME);
        expect(talk.says("Anything else?")).toEscalate(GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME);
    }

    @Test
    void progressAfterTheEscalationStillTakesItBack() {
        Talk talk = stalled();
        talk.says("Anything else?");

        talk.ok("look", "{}", "the order");

        assertThat(talk.says("Your order ships tomorrow.")).isNull();
    }

    @Test
    void aRepeatedAnswerIsNoProgress() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "the order");
        talk.says(SORRY);
        talk.says(SORRY);
        expect(talk.says(SORRY)).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);

        talk.ok("look", "{}", "the order");

        expect(talk.says("Anything else?")).toEscalate(GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME);
    }

    @Test
    void anExecutedEffectIsProgress() {
        Talk talk = Talk.with(Talk.policy());
        talk.says("hello");
        talk.ok("pay", "{\"id\":1}", "paid");
        assertThat(talk.says("Sorry for the delay, your refund is issued.")).isNull();

        talk.ok("pay", "{\"id\":2}", "paid");

        assertThat(talk.says("Sorry for the delay, your refund is issued.")).isNull();
    }

    @Test
    void anUncachedReadIsProgress() {
        Talk talk = Talk.with(Talk.policy(look -> look.cache(false)));
        talk.says(SORRY);

        talk.ok("look", "{}", "pending");

        assertThat(talk.says(SORRY)).isNull();
        assertThat(talk.says("Done.")).isNull();
    }

    @Test
    void aFailureIsNoProgress() {
        Talk talk = Talk.with(Talk.policy());
        talk.says(SORRY);

        talk.fails("look", "{}", "404");

        expect(talk.says(SORRY)).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);
    }

    @Test
    void anOutcomeIsTakenEvenAfterProgress() {
        Talk talk = stalled();
        talk.ok("look", "{}", "the order");

        assertThat(talk.says("{\"action\":\"finalize\",\"reason\":\"r\",\"reply_draft\":\"Done.\"}"))
                .extracting(decision -> decision.reason())
                .isEqualTo(GuardReason.FORCED_FINALIZE);
    }

    @Test
    void newCallsAreProgressEvenWhenNoMoreCanBeTracked() {
        Talk talk = Talk.with(Talk.stall(
                Talk.policy(),
                given -> new StallPolicy(
                        true, 0.92, 4, 0.6, 2, 1, true, true, 1, given.phrases(), TextJudgement.ANY_SCRIPT)));
        for (int i = 0; i < 10; i++) {
            talk.ok("look", "{\"id\":" + i + "}", i);

            assertThat(talk.says(SORRY)).isNull();
        }
    }

    private static Talk stalled() {
        Talk talk = Talk.with(Talk.policy());
        assertThat(talk.says(SORRY)).isNull();
        expect(talk.says(SORRY)).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);
        return talk;
    }
}
