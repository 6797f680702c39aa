package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy.Failures;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the very call that keeps failing alike is refused, not its tool. */
class SameFailureTests {

    @ParameterizedTest
    @ValueSource(strings = {"look", "undeclared", "save"})
    void theThirdCallThatWouldFailAlikeIsRefused(String tool) {
        Talk talk = Talk.with(patient());
        talk.fails(tool, "{\"id\":1}", "404");
        talk.fails(tool, "{\"id\":1}", "404");

        Decision third = talk.fails(tool, "{\"id\":1}", "404");

        expect(third).toBeRewritten(GuardReason.SAME_FAILURE);
        assertThat(third.explanation().detail()).isEqualTo("404");
        assertThat(third.explanation().figures()).containsEntry("count", 2);
    }

    @Test
    void otherArgumentsMayBeTried() {
        Talk talk = Talk.with(patient());

        for (int i = 0; i < 30; i++) {
            expect(talk.fails("look", "{\"id\":" + i + "}", "404")).toRun();
        }
    }

    @Test
    void otherCallsInBetweenDoNotHideTheFailure() {
        Talk talk = Talk.with(patient());
        talk.fails("look", "{}", "404");
        talk.ok("glance", "{}", "fine");
        talk.fails("look", "{}", "404");
        for (int i = 0; i < 20; i++) {
            talk.ok("glance", "{\"id\":" + i + "}", i);
        }

        expect(talk.check("look", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    @Test
    void anotherKindOfFailureStartsAnew() {
        Talk talk = Talk.with(patient());
        talk.fails("look", "{}", "404");
        talk.fails("look", "{}", "404 with another text");

        expect(talk.fails("look", "{}", "404")).toRun();
    }

    @Test
    void aSuccessfulWriteGivesItAnotherChance() {
        Talk talk = Talk.with(patient());
        talk.fails("look", "{}", "404");
        talk.fails("look", "{}", "404");

        talk.ok("save", "{}", "created");

        expect(talk.ok("look", "{}", "found")).toRun();
    }

    @Test
    void writesThatFailTooGiveItNoOtherChance() {
        Talk talk = Talk.with(patient());
        for (int i = 0; i < 2; i++) {
            talk.fails("save", "{\"id\":1}", "timeout");
            talk.fails("save", "{\"id\":2}", "timeout");
        }

        expect(talk.check("save", "{\"id\":1}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    @Test
    void aWriteThatFailsAfterItsEffectIsNotRepeatedForever() {
        Talk talk = Talk.with(patient());
        talk.call("save", "{}", ToolResult.failedAfterEffect("500"));
        talk.call("save", "{}", ToolResult.failedAfterEffect("500"));

        expect(talk.check("save", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    @Test
    void theFailureIsRememberedAcrossARestart() {
        Talk talk = Talk.with(patient());
        talk.fails("look", "{}", "404");
        talk.fails("look", "{}", "404");

        talk.restart();

        expect(talk.check("look", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void thePolicySaysWhichOccurrenceIsTheFirstThatIsNotRun(int occurrence) {
        Talk talk = Talk.with(Talk.failures(Talk.policy(), new Failures(occurrence, 0, Set.of(), 0)));

        for (int i = 1; i < occurrence; i++) {
            expect(talk.fails("look", "{}", "404")).toRun();
        }

        expect(talk.check("look", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    /** Waits for the third failure whatever happens in between. */
    private static GuardPolicy patient() {
        return Talk.failures(Talk.policy(), new Failures(3, 0, Set.of(), 3));
    }
}
