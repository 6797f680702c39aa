package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.policy.LoopPolicy.Failures;
import dev.guardedtool.policy.LoopPolicy.Sequence;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same steps with the same arguments are a loop; the same tools over other things are work. */
class SequenceNoveltyTests {

    @Test
    void goingThroughPagesIsWork() {
        Talk talk = Talk.with(Talk.policy());

        for (int page = 0; page < 20; page++) {
            expect(talk.ok("look", "{\"page\":" + page + "}", "page " + page)).toRun();
            expect(talk.ok("summarise", "{\"text\":\"page " + page + "\"}", "summary " + page))
                    .toRun();
        }
    }

    @Test
    void theLastStepOfTheThirdRoundIsRefusedEvenIfAnswersChange() {
        Talk talk = Talk.with(Talk.policy());
        int answer = 0;
        for (int round = 0; round < 2; round++) {
            expect(talk.ok("look", "{}", answer++)).toRun();
            expect(talk.ok("glance", "{}", answer++)).toRun();
        }
        expect(talk.ok("look", "{}", answer++)).toRun();

        Decision last = talk.ok("glance", "{}", answer);

        expect(last).toBeRewritten(GuardReason.SEQUENCE_LOOP);
        assertThat(last.explanation().detail()).isEqualTo("look → glance");
        assertThat(last.explanation().figures()).containsEntry("length", 2).containsEntry("repeats", 3);
    }

    @Test
    void theSameToolWithTwoArgumentsInTurnIsASequence() {
        Talk talk = Talk.with(Talk.policy());
        for (int step = 0; step < 5; step++) {
            expect(talk.ok("look", "{\"id\":" + step % 2 + "}", "answer " + step))
                    .toRun();
        }

        expect(talk.check("look", "{\"id\":1}")).toBeRewritten(GuardReason.SEQUENCE_LOOP);
    }

    @Test
    void oneCallOverAndOverIsNoSequence() {
        Talk talk = Talk.with(Talk.policy());

        for (int i = 0; i < 30; i++) {
            expect(talk.ok("look", "{}", "answer " + i)).toRun();
        }
    }

    @Test
    void aRoundThatIsServedFromMemoryInPartIsNotRefusedAsWell() {
        Talk talk = Talk.with(Talk.policy());
        for (int round = 0; round < 2; round++) {
            talk.ok("look", "{}", "same");
            talk.ok("glance", "{}", "progress " + round);
        }
        expect(talk.check("look", "{}")).toBeServed("same");

        expect(talk.ok("glance", "{}", "progress 2")).toRun();
    }

    @Test
    void stepsServedFromMemoryBelongToTheSequence() {
        Talk talk = Talk.with(Talk.failures(Talk.policy(), new Failures(3, 0, Set.of(), 3)));
        talk.fails("look", "{}", "first error");
        talk.ok("save", "{}", "saved");
        talk.fails("look", "{}", "second error");
        expect(talk.check("save", "{}")).toBeServed("saved");
        expect(talk.ok("look", "{}", "found")).toRun();

        expect(talk.check("save", "{}")).toBeRewritten(GuardReason.SEQUENCE_LOOP);
    }

    @Test
    void theWindowIsAsLongAsTheLongestSequenceNeeds() {
        Talk talk = Talk.with(Talk.sequence(Talk.policy(), given -> new Sequence(true, 4, 6, 2, given.judgement())));
        for (int step = 0; step < 23; step++) {
            expect(talk.ok("look", "{\"id\":" + step % 6 + "}", "answer " + step))
                    .toRun();
        }

        expect(talk.check("look", "{\"id\":5}")).toBeRewritten(GuardReason.SEQUENCE_LOOP);
    }

    @Test
    void theRuleGoesOnAfterARestart() {
        Talk talk = Talk.with(Talk.policy());
        for (int step = 0; step < 5; step++) {
            talk.ok("look", "{\"id\":" + step % 2 + "}", "answer " + step);
        }

        talk.restart();

        expect(talk.check("look", "{\"id\":1}")).toBeRewritten(GuardReason.SEQUENCE_LOOP);
    }

    @Test
    void aSwitchedOffRuleRefusesNothing() {
        Talk talk = Talk.with(Talk.sequence(Talk.policy(), given -> new Sequence(false, 3, 4, 12, given.judgement())));

        for (int step = 0; step < 30; step++) {
            expect(talk.ok("look", "{\"id\":" + step % 2 + "}", "answer " + step))
                    .toRun();
        }
    }
}
