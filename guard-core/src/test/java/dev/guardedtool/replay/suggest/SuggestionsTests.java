package dev.guardedtool.replay.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.guardedtool.ToolName;
import dev.guardedtool.naming.NameVerdict;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuggestionsTests {

    @Test
    void withoutRunsNothingIsProposed() {
        Suggestion suggestion = new Suggestions().suggest();

        assertThat(suggestion.tools()).isEmpty();
        assertThat(suggestion.loops()).isEmpty();
        assertThat(suggestion.toYaml().lines()).isNotEmpty().allMatch(line -> line.startsWith("#"));
    }

    @Test
    void theOrderOfRunsDoesNotMatter() {
        Random random = new Random(7);
        List<RecordedRun> runs = new ArrayList<>();
        String[] tools = {"get_a", "search_b", "send_c", "book_d", "e"};
        String[] answers = {"1", "Order not found", "has been sent", "{\"success\":false}", "{\"success\":true}"};
        for (int i = 0; i < 200; i++) {
            Made run = Made.run();
            for (int call = 0; call < 8; call++) {
                String query = "words number " + (char) ('a' + random.nextInt(20));
                run.ok(
                        tools[random.nextInt(tools.length)],
                        "{\"query\":\"" + query + "\"}",
                        answers[random.nextInt(answers.length)]);
            }
            runs.add(run.with(random.nextBoolean()));
        }
        String first = Made.suggest(runs.toArray(RecordedRun[]::new)).toYaml();

        Collections.shuffle(runs, random);

        assertThat(Made.suggest(runs.toArray(RecordedRun[]::new)).toYaml()).isEqualTo(first);
    }

    @Test
    void callsWithoutAResultOrWithMalformedArgumentsAreCounted() {
        Suggestion suggestion = Made.suggest(new RecordedRun(
                "set",
                "run",
                null,
                null,
                List.of(
                        new RecordedEvent.Call(ToolName.of("get_a"), "{"),
                        new RecordedEvent.Call(ToolName.of("get_a"), "{}"))));

        assertThat(Made.of(suggestion, "get_a").calls()).isEqualTo(2);
    }

    @Test
    void toolsBeyondTheLimitAndWithEndlessNamesAreLeftOut() {
        Suggestions suggestions = new Suggestions();
        for (int i = 0; i < Suggestions.MOST_TOOLS + 500; i++) {
            suggestions.add(Made.run().ok("get_" + i, "{}", "a").done());
        }
        suggestions.add(Made.run().ok("a".repeat(10_000), "{}", "a").done());

        Suggestion suggestion = suggestions.suggest();

        assertThat(suggestion.tools()).hasSize(Suggestions.MOST_TOOLS);
        assertThat(suggestion.callsLeftOut()).isEqualTo(501);
    }

    @Test
    void whatIsKeptOfAToolIsBounded() {
        ToolNotes notes = new ToolNotes(NameVerdict.SILENT);
        for (int i = 0; i < 10_000; i++) {
            notes.argument("argument" + i, "x");
            notes.argument("argument0", "value " + i);
            notes.readAround("reader" + i, true);
        }

        assertThat(notes.arguments).hasSizeLessThanOrEqualTo(16);
        assertThat(notes.arguments.get("argument0").distinct()).isLessThanOrEqualTo(32);
        assertThat(notes.around).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void lettersOfArgumentsAndAnswersAreNotRepeated() {
        Made run = Made.run();
        for (int i = 0; i < 5; i++) {
            run.ok("search_docs", "{\"query\":\"quokka habits " + i + "\"}", "wombat " + i)
                    .ok("send_mail", "{\"to\":\"quokka\"}", "wombat not found");
        }

        assertThat(Made.suggest(run.done()).toYaml())
                .contains("effect-when", "query-args")
                .doesNotContain("quokka", "wombat");
    }

    @Test
    void endlessArgumentsAndAnswersTakeTimeInProportionToTheirLength() {
        String endless = "a".repeat(500_000);
        String words = "only no tool ".repeat(40_000);
        Made run = Made.run()
                .ok("search_docs", "{\"query\":\"" + endless + "\",\"" + endless + "\":1}", endless)
                .ok("send_mail", "{}", words)
                .failed("send_mail", "{}", words);

        assertThat(assertTimeout(
                        Duration.ofSeconds(20), () -> Made.suggest(run.done()).toYaml()))
                .doesNotContain("aaaa");
    }
}
