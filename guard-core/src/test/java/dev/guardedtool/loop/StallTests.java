package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.GuardReason;
import dev.guardedtool.policy.StallPhrases;
import dev.guardedtool.policy.StallPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that say the same again, or only buy time, are a stall. */
class StallTests {

    private static final String PARCEL = "Your parcel is with the courier and will arrive on Tuesday.";
    private static final String SORRY = "I apologize for the delay.";

    @Test
    void theFifthOfFiveEqualTextsIsAStall() {
        Talk talk = Talk.with(Talk.policy());
        for (int i = 0; i < 4; i++) {
            assertThat(talk.says(PARCEL)).isNull();
        }

        Decision fifth = talk.says(PARCEL);

        expect(fifth).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);
        assertThat(fifth.explanation().figures()).containsEntry("alike_texts", 4);
        assertThat(fifth.text()).contains("reply_draft");
    }

    @Test
    void anotherTextStartsAnew() {
        Talk talk = Talk.with(Talk.policy());
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(talk.says(PARCEL)).isNull();
            }
            assertThat(talk.says("Completely unrelated words here now.")).isNull();
        }
    }

    @Test
    void aShortTextContainedInALongOneIsNotTheSame() {
        Talk talk = Talk.with(Talk.policy());

        for (int i = 0; i < 10; i++) {
            assertThat(talk.says(i % 2 == 0 ? PARCEL : "Your parcel.")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry. I'm checking the problem.",
                "I’m sorry. I’m checking the problem.",
                "Iʼm sorry, bear with me.",
                "Apologies, one moment.",
                "Sorry for the trouble."
            })
    void theSecondTextThatBuysTimeIsAStall(String text) {
        Talk talk = Talk.with(Talk.policy());
        assertThat(talk.says(text)).isNull();

        expect(talk.says(text)).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I apologize.", "The issue is solved.", "Let me check.", "No problem, no delay."})
    void oneKindOfPhraseAloneIsNot(String text) {
        Talk talk = Talk.with(Talk.policy());

        for (int i = 0; i < 4; i++) {
            assertThat(talk.says(text)).isNull();
        }
    }

    @Test
    void phrasesOfAnotherLanguageCanBeAdded() {
        StallPhrases german = StallPhrases.of("\\bes tut mir leid\\b", "\\beinen moment\\b", "\\bverzögerung\\b");
        Talk talk = Talk.with(Talk.stall(
                Talk.policy(), given -> withPhrases(given, List.of(StallPhrases.english(), german))));
        assertThat(talk.says("Es tut mir leid, einen Moment bitte.")).isNull();

        expect(talk.says("ES TUT MIR LEID wegen der VERZÖGERUNG!")).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);
    }

    @Test
    void phrasesOfTwoLanguagesDoNotAddUp() {
        StallPhrases german = StallPhrases.of("\\bes tut mir leid\\b", "\\beinen moment\\b", "\\bverzögerung\\b");
        Talk talk = Talk.with(Talk.stall(
                Talk.policy(), given -> withPhrases(given, List.of(StallPhrases.english(), german))));

        for (int i = 0; i < 3; i++) {
            assertThat(talk.says("Es tut mir leid for the delay " + i)).isNull();
        }
    }

    @Test
    void withoutAnyRewriteAPersonIsAskedForAtOnce() {
        Talk talk = Talk.with(Talk.stall(Talk.policy(), given -> withRewrites(given, 0)));
        talk.says(SORRY);

        Decision second = talk.says(SORRY);

        expect(second).toEscalate(GuardReason.STALL_FALLBACK_ESCALATE);
        EscalationPacket packet = ((Decision.Escalate) second).packet();
        assertThat(packet.tags()).containsExactly("loop_detected", "stall");
        assertThat(packet.route()).isNull();
        assertThat(packet.missingInfo()).isEmpty();
    }

    @Test
    void aPersonIsAskedForWhenTheOutcomeDoesNotCome() {
        Talk talk = Talk.with(Talk.policy());
        talk.says(SORRY);
        talk.says(SORRY);

        Decision third = talk.says("Here is the answer.");

        expect(third).toEscalate(GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME);
        assertThat(((Decision.Escalate) third).packet().tags())
                .containsExactly("loop_detected", "stall", "noncompliant");
    }

    @Test
    void theAssistantIsAskedAsOftenAsThePolicySays() {
        Talk talk = Talk.with(Talk.stall(Talk.policy(), given -> withRewrites(given, 2)));
        for (int i = 0; i < 2; i++) {
            assertThat(talk.says(SORRY)).isNull();
            expect(talk.says(SORRY)).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);
        }

        expect(talk.says(SORRY)).toEscalate(GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME);
    }

    @Test
    void theStreakAndTheRequestSurviveARestart() {
        Talk talk = Talk.with(Talk.policy());
        for (int i = 0; i < 4; i++) {
            talk.says(PARCEL);
        }
        talk.restart();
        expect(talk.says(PARCEL)).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);
        talk.restart();

        expect(talk.says(PARCEL)).toEscalate(GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME);
    }

    @Test
    void aSwitchedOffCheckLetsEveryTextPass() {
        Talk talk = Talk.with(Talk.stall(Talk.policy(), StallTests::disabled));

        for (int i = 0; i < 10; i++) {
            assertThat(talk.says(SORRY)).isNull();
        }
    }

    private static StallPolicy disabled(StallPolicy given) {
        return new StallPolicy(
                false,
                given.similarity(),
                given.noChange(),
                given.patternScore(),
                given.patternStreak(),
                given.maxRewrites(),
                given.disarms(),
                given.effectsAreProgress(),
                given.maxTracked(),
                given.phrases(),
                given.judgement());
    }

    private static StallPolicy withRewrites(StallPolicy given, int rewrites) {
        return new StallPolicy(
                true,
                given.similarity(),
                given.noChange(),
                given.patternScore(),
                given.patternStreak(),
                rewrites,
                given.disarms(),
                given.effectsAreProgress(),
                given.maxTracked(),
                given.phrases(),
                given.judgement());
    }

    private static StallPolicy withPhrases(StallPolicy given, List<StallPhrases> phrases) {
        return new StallPolicy(
                true,
                given.similarity(),
                given.noChange(),
                given.patternScore(),
                given.patternStreak(),
                given.maxRewrites(),
                given.disarms(),
                given.effectsAreProgress(),
                given.maxTracked(),
                phrases,
                given.judgement());
    }
}
