package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionReaderTests {

    private static final WordHash HASH = new WordHash(1, 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "refund policy | refund policy | ",
                "Where is my Order | where is my | order",
                "Status of order 1000? | status of order | 1000",
                "Ask Bob. Then ask again. | ask then again | bob",
                "how do I return it | how do i return it | ",
                "price of AAPL | price of | aapl",
                "AAPL price | price | aapl",
                "mail a.b@x.org now | mail now | a.b@x.org",
                "see https://x.org/a?b#c | see https | x.org/a b#c",
                "field user_id | field | user_id",
                "long-term plan | long term plan | ",
                "item AB-12-x | item | ab-12-x",
                "camelCase name | name | camelcase",
                "meaning of “blue moon” please | meaning of please | blue+moon",
                "meaning of \"blue moon\" please | meaning of please | blue+moon",
                "don't stop, it's fine | don t stop it s fine | ",
                "订单1000状态 | 订单 状态 | 1000",
                "「青い月」の意味 | の意 意味 | 青い月",
                "version 3.50 of it | version of it | 3.50",
                "channel #general | channel | general",
                "the end. | the end | "
            })
    void wordsAndEntitiesAreToldApart(String question, String words, String entities) {
        QuestionReader reader = new QuestionReader(question, HASH);

        assertThat(reader.words().sameAs(expected(words))).as("words").isTrue();
        assertThat(reader.entities().sameAs(expected(entities))).as("entities").isTrue();
    }

    @Test
    void noQuestionIsTooOdd() {
        for (String odd : List.of(
                "\uD800", "a\uDC00", "\"", "\"\"", "'", "''a", "-", "a-", "-a", "#", "“", "“”", "\uD840\uDC00", "a@")) {
            QuestionReader reader = new QuestionReader(odd, HASH);

            assertThat(reader.words().size() + reader.entities().size()).isBetween(0, 2);
        }
    }

    private static Hashes expected(String words) {
        Hashes hashes = new Hashes(100);
        if (words != null) {
            for (String word : words.split(" ")) {
                hashes.add(HASH.of(word.replace('+', ' ')));
            }
        }
        return hashes;
    }
}
