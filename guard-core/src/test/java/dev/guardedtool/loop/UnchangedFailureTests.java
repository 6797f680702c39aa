package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.policy.LoopPolicy.Failures;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that failed is not repeated as it is while nothing else has succeeded, unless the error may pass by itself. */
class UnchangedFailureTests {

    @ParameterizedTest
    @ValueSource(strings = {"look", "undeclared", "save"})
    void theSecondCallIsRefusedWhileNothingHasSucceeded(String tool) {
        Talk talk = Talk.with(Talk.policy());
        talk.fails(tool, "{\"id\":1}", "not_found");

        Decision second = talk.check(tool, "{\"id\":1}");

        expect(second).toBeRewritten(GuardReason.SAME_FAILURE);
        assertThat(second.explanation().figures()).containsEntry("count", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "connection_error", "503", "429", "408", ""})
    void anErrorThatMayPassIsWorthAnotherTry(String error) {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{}", error);

        expect(talk.fails("look", "{}", error)).toRun();
        expect(talk.check("look", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    @Test
    void anySuccessInBetweenIsAReasonToTryAgain() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{}", "not_found");

        talk.ok("undeclared", "{}", "found something");

        expect(talk.fails("look", "{}", "not_found")).toRun();
    }

    @Test
    void failuresInBetweenAreNone() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{}", "not_found");

        talk.fails("undeclared", "{}", "not_found");

        expect(talk.check("look", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    @Test
    void otherArgumentsMayBeTried() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{\"id\":1}", "not_found");

        expect(talk.check("look", "{\"id\":2}")).toRun();
    }

    @Test
    void theFailureIsRememberedAcrossARestart() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{}", "not_found");

        talk.restart();

        expect(talk.check("look", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }

    @Test
    void whichErrorsMayPassIsUpToThePolicy() {
        Talk talk = Talk.with(Talk.failures(Talk.policy(), new Failures(3, 2, Set.of("lock_timeout"), 3)));
        talk.fails("look", "{}", "lock_timeout");
        talk.fails("undeclared", "{}", "timeout");

        expect(talk.check("look", "{}")).toRun();
        expect(talk.check("undeclared", "{}")).toBeRewritten(GuardReason.SAME_FAILURE);
    }
}
