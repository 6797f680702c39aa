package dev.guardedtool.demo.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaybackTests {

    @Test
    void playsRoundsInOrderAndThenGivesUp() {
        Playback playback = playing(12, "{\"text\": \"one\"}, {\"text\": \"two\"}");

        assertThat(playback.answer("").text()).isEqualTo("one");
        assertThat(playback.answer("").text()).isEqualTo("two");
        assertThat(playback.answer("").text()).isEqualTo("I give up.");
    }

    @Test
    void repeatsARound() {
        Playback playback = playing(12, "{\"text\": \"one\", \"repeat\": 2}, {\"text\": \"two\"}");

        assertThat(playback.answer("").text()).isEqualTo("one");
        assertThat(playback.answer("").text()).isEqualTo("one");
        assertThat(playback.answer("").text()).isEqualTo("two");
    }

    @Test
    void skipsAheadToTheRoundThatFitsWhatWasRead() {
        Playback playback = playing(12, """
                {"text": "one", "repeat": 9}, {"text": "two"},
                {"when": ["Enough", "stop"], "text": "three"}, {"text": "four"}""");

        assertThat(playback.answer("go on").text()).isEqualTo("one");
        assertThat(playback.answer("that is ENOUGH now").text()).isEqualTo("three");
        assertThat(playback.answer("stop").text()).isEqualTo("four");
    }

    @Test
    void passesOverAConditionThatDoesNotHold() {
        Playback playback = playing(12, "{\"when\": \"error\", \"text\": \"again\"}, {\"text\": \"done\"}");

        assertThat(playback.answer("ok").text()).isEqualTo("done");
        assertThat(playback.answer("error").text()).isEqualTo("I give up.");
    }

    @Test
    void givesUpTheLastTimeItIsAsked() {
        Playback playback = playing(2, "{\"text\": \"one\", \"repeat\": 9}");

        assertThat(playback.answer("").text()).isEqualTo("one");
        assertThat(playback.answer("").text()).isEqualTo("I give up.");
    }

    private static Playback playing(int maxRounds, String rounds) {
        return new Playback(
                ScenarioReader.read("""
                {"scenarios": [{"name": "a", "customer": "C17", "user": "Hello", "task": {"reply": "x"},
                  "giveUp": "I give up.", "maxRounds": %d, "rounds": [%s]}]}""".formatted(maxRounds, rounds)).get(0));
    }
}
