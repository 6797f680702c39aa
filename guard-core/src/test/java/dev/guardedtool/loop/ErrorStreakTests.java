package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardReason;
import dev.guardedtool.policy.LoopPolicy.Failures;
import org.junit.jupiter.api.Test;

/** A tool that keeps failing is still called, but the model is told. */
class ErrorStreakTests {

    @Test
    void theModelIsWarnedFromTheThirdFailureInARowOn() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{\"id\":1}", "404");
        assertThat(talk.warnings()).isEmpty();
        talk.fails("look", "{\"id\":2}", "ValueError");
        assertThat(talk.warnings()).isEmpty();

        for (int id = 3; id < 6; id++) {
            talk.fails("look", "{\"id\":" + id + "}", "404");

            assertThat(talk.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.reason()).isEqualTo(GuardReason.ERROR_STREAK);
                assertThat(warning.text()).contains("404");
            });
        }
    }

    @Test
    void failuresOfOtherToolsAreCountedApart() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{\"id\":1}", "404");
        talk.fails("look", "{\"id\":2}", "404");
        talk.fails("glance", "{\"id\":3}", "404");

        assertThat(talk.warnings()).isEmpty();
    }

    @Test
    void callsOfOtherToolsDoNotHideTheStreak() {
        Talk talk = Talk.with(Talk.policy());
        for (int id = 0; id < 3; id++) {
            talk.ok("glance", "{\"id\":" + id + "}", id);
            talk.fails("look", "{\"id\":" + id + "}", "404");
        }

        assertThat(talk.warnings()).hasSize(1);
    }

    @Test
    void aSuccessEndsTheStreak() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{\"id\":1}", "404");
        talk.fails("look", "{\"id\":2}", "404");
        talk.ok("look", "{\"id\":3}", "found");
        talk.fails("look", "{\"id\":4}", "404");

        assertThat(talk.warnings()).isEmpty();
    }

    @Test
    void theStreakSurvivesARestart() {
        Talk talk = Talk.with(Talk.policy());
        talk.fails("look", "{\"id\":1}", "404");
        talk.fails("look", "{\"id\":2}", "404");

        talk.restart();
        talk.fails("look", "{\"id\":3}", "404");

        assertThat(talk.warnings()).hasSize(1);
    }

    @Test
    void warningsCanBeSwitchedOff() {
        Talk talk = Talk.with(Talk.failures(Talk.policy(), new Failures(3, 2, Failures.TRANSIENT_ERRORS, 0)));

        for (int id = 0; id < 10; id++) {
            talk.fails("look", "{\"id\":" + id + "}", "404");
            assertThat(talk.warnings()).isEmpty();
        }
    }
}
