package dev.guardedtool.replay.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuerySuggestionTests {

    private static @Nullable List<String> queries(String tool, String argument, String... values) {
        Made run = Made.run();
        for (String value : values) {
            run.ok(tool, "{\"" + argument + "\":\"" + value + "\",\"limit\":5}", "[]");
        }
        return Made.of(Made.suggest(run.done()), tool).policy().repeats().queryArgs();
    }

    @Test
    void argumentsThatAreCalledQueriesAndHoldSeveralWords() {
        assertThat(queries("search_docs", "search_query", "red shoes", "blue shoes", "green hats"))
                .containsExactly("search_query");
    }

    @Test
    void argumentsOfSearchesThatHoldSentences() {
        assertThat(queries("find_docs", "about", "red shoes", "blue shoes", "green hats"))
                .containsExactly("about");
    }

    @Test
    void identifiersAreNoQuestions() {
        assertThat(queries("search_docs", "query", "a-1", "a-2", "a-3")).isNull();
    }

    @Test
    void textsOfWritesAreNoQuestions() {
        assertThat(queries("send_mail", "text", "red shoes", "blue shoes", "green hats"))
                .isNull();
    }

    @Test
    void valuesThatAlwaysRepeatAreNoQuestions() {
        assertThat(queries("search_docs", "query", "red shoes", "red shoes", "red shoes"))
                .isNull();
    }

    @Test
    void namesThatConfigurationWouldReplaceAreLeftOut() {
        assertThat(queries("search_docs", "query ${user}", "red shoes", "blue shoes", "green hats"))
                .isNull();
    }

    @Test
    void argumentsThatModelsMadeUpAreLeftOut() {
        Made run = Made.run().times(100, "search_docs", "{}", "[]");
        for (String value : List.of("red shoes", "blue shoes", "green hats")) {
            run.ok("search_docs", "{\"query\":\"" + value + "\"}", "[]");
        }

        assertThat(Made.of(Made.suggest(run.done()), "search_docs")
                        .policy()
                        .repeats()
                        .queryArgs())
                .isNull();
    }
}
