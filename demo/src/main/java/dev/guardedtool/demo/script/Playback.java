package dev.guardedtool.demo.script;

import dev.guardedtool.demo.script.Scenario.Round;
import java.util.List;
import java.util.Locale;

/**
 * Where a conversation stands in its scenario. The model goes forward through the rounds: it takes the first one ahead
 * whose {@code when} fits what it just read, skipping what is in between; else the next one without a {@code when}; and
 * when nothing is left, or its rounds are used up, it gives up.
 */
final class Playback {

    private final Scenario scenario;
    private int next;
    private int played;
    private int asked;

    Playback(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * What the model answers.
     *
     * @param read what it read since its last answer
     */
    Round answer(String read) {
        asked++;
        List<Round> rounds = scenario.rounds();
        if (asked < scenario.maxRounds()) {
            String lowerCase = read.toLowerCase(Locale.ROOT);
            for (int i = next; i < rounds.size(); i++) {
                if (fits(rounds.get(i), lowerCase)) {
                    return play(i);
                }
            }
            for (int i = next; i < rounds.size(); i++) {
                if (rounds.get(i).when().isEmpty()) {
                    return play(i);
                }
            }
        }
        return new Round(List.of(), scenario.giveUp(), List.of(), 1);
    }

    private static boolean fits(Round round, String read) {
        return round.when().stream().anyMatch(text -> read.contains(text.toLowerCase(Locale.ROOT)));
    }

    private Round play(int index) {
        Round round = scenario.rounds().get(index);
        played = index == next ? played + 1 : 1;
        next = index;
        if (played == round.repeat()) {
            next++;
            played = 0;
        }
        return round;
    }
}
