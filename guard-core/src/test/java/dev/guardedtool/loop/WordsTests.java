package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTests {

    private static final WordHash HASH = new WordHash(1, 2);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Refund-Policy 2024 | refund policy 2024",
                "ÉCOLE normale | cole normale",
                "naïve café | na ve caf",
                "a_b c | a b c",
                "K 100K | k 100k",
                "İstanbul | i stanbul",
                "退款 policy | policy",
                "xxx² | xxx",
                "१२३ 12 | 12",
                "don't | don t"
            })
    void latinWordsAreRunsOfAsciiLettersAndDigits(String text, String words) {
        assertThat(Words.latin(text, HASH, 100).sameAs(expected(words))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Refund-Policy 2024! | refund policy 2024",
                "ÉCOLE normale | école normale",
                "naïve | nai\u0308ve",
                "Straße STRASSE | straße strasse",
                "ｒｅｆｕｎｄ ﬁnd | refund find",
                "Заказ № 5 | заказ no 5",
                "退款政策 | 退款 款政 政策",
                "退 policy | 退 policy",
                "订单1000状态 | 订单 1000 状态",
                "कृपया रुकें | कृपया रुकें",
                "𠮷野家 | 𠮷野 野家",
                "don’t DON'T | don t"
            })
    void wordsOfAnyScriptAreFound(String text, String words) {
        assertThat(Words.anyScript(text, HASH, 100).sameAs(expected(words))).isTrue();
    }

    @Test
    void aTextWithoutWordsIsOneWord() {
        assertThat(Words.anyScript("…", HASH, 100).size()).isEqualTo(1);
        assertThat(Words.anyScript("👍 👍", HASH, 100).sameAs(Words.anyScript("👍", HASH, 100)))
                .isFalse();
        assertThat(Words.anyScript("", HASH, 100).size()).isZero();
        assertThat(Words.latin("…", HASH, 100).size()).isZero();
    }

    @Test
    void noTextIsTooOdd() {
        for (String odd : List.of("\uD800", "a\uDC00b", "\u0000", "\uD840", "\u0301", "\uFFFF")) {
            assertThat(Words.anyScript(odd, HASH, 100).size()).isPositive();
            assertThat(Words.latin(odd, HASH, 100).size()).isBetween(0, 2);
        }
    }

    @Test
    void wordsBeyondTheLimitAreLeftOut() {
        assertThat(Words.anyScript("a b c d e", HASH, 3).size()).isEqualTo(3);
    }

    @Test
    void hashesDependOnTheKeyAndOnEveryCharacter() {
        assertThat(HASH.of("refund")).isEqualTo(new WordHash(1, 2).of("refund"));
        assertThat(HASH.of("refund")).isNotEqualTo(new WordHash(1, 3).of("refund"));
        assertThat(HASH.of("refund")).isNotEqualTo(new WordHash(0, 2).of("refund"));
        assertThat(List.of("", "a", "ab", "abc", "abcd", "abcde", "abcd\0", "bacd", "abdc"))
                .extracting(HASH::of)
                .doesNotHaveDuplicates();
    }

    private static Hashes expected(String words) {
        Hashes hashes = new Hashes(100);
        for (String word : words.split(" ")) {
            String composed = Normalizer.normalize(word, Normalizer.Form.NFKC);
            hashes.add(HASH.of(composed));
        }
        return hashes;
    }
}
