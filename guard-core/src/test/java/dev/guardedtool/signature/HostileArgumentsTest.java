package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HostileArgumentsTest {

    private final ArgumentReader reader = new ArgumentReader(ArgumentLimits.defaults());

    private final Fingerprints fingerprints = new Fingerprints(new byte[16]);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "[1,]",
                "[",
                "[1",
                "\"",
                "\"a",
                "{a:1}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":-Infinity}",
                "Infinity",
                "nul",
                "truee",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "0x1",
                "{} {}",
                "{}{}",
                "1 2",
                "{}x",
                "{} ,",
                "//x\n{}",
                "{/**/}",
                "\uFEFF{}",
                "\"\u0001\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\u0000",
                "{\"a\":1}\u0000",
                "refund the order"
            })
    void whatIsNotOneJsonValueIsRefused(String text) {
        refused(text, "not_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"b\":1,\"a\":2,\"b\":3}",
                "[{\"x\":{\"\":1,\"\":2}}]"
            })
    void duplicateNamesAreRefusedAtAnyLevel(String text) {
        refused(text, "duplicate_key");
    }

    @Test
    void duplicateNamesAreRefusedInLargeObjects() {
        String members = IntStream.range(0, 500)
                .map(i -> i * 7 % 500)
                .mapToObj(i -> "\"k" + i + "\":0")
                .collect(Collectors.joining(","));

        assertThat(reader.read("{" + members + "}").wellFormed()).isTrue();
        refused("{" + members + ",\"k250\":1}", "duplicate_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ude00\\ud800\"",
                "{\"\\ud800\":1}",
                "[[\"\\udfff\"]]"
            })
    void loneSurrogatesAreRefused(String text) {
        refused(text, "lone_surrogate");
    }

    @Test
    void loneSurrogatesAreRefusedUnescaped() {
        refused("{\"a\":\"\uD800\"}", "lone_surrogate");
        refused("{\"\uDC00\":1}", "lone_surrogate");
        refused("{\"a\":\"" + "x".repeat(600) + "\uD800\"}", "lone_surrogate");
        assertThat(reader.read("{\"\uD83D\uDE00\":\"\\ud83d\uDE00\"}").wellFormed())
                .isTrue();
    }

    @Test
    void twoHundredLevelsAreReadAndOneMoreIsRefused() {
        assertThat(reader.read("[".repeat(200) + "]".repeat(200)).wellFormed()).isTrue();
        assertThat(reader.read("{\"a\":".repeat(199) + "[1]" + "}".repeat(199)).wellFormed())
                .isTrue();
        refused("[".repeat(201) + "]".repeat(201), "too_deep");
        refused("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), "too_deep");
        refused("[".repeat(10_000), "too_deep");
    }

    @Test
    void theDeepestLimitFitsTheStack() {
        ArgumentReader deep = new ArgumentReader(new ArgumentLimits(1_000_000, 1000, 1000));
        Arguments arguments = deep.read("{\"a\":".repeat(1000) + "1" + "}".repeat(1000));

        assertThat(arguments.wellFormed()).isTrue();
        assertThat(arguments.at(List.of())).isNotNull();
        assertThat(fingerprints.arguments(arguments, ArgumentShape.PLAIN)).isNotNull();
    }

    @Test
    void tooMuchTextIsRefusedUnread() {
        refused("\"" + "x".repeat(10_000_000) + "\"", "too_large");
        assertThat(reader.read("\"" + "x".repeat(1_048_574) + "\"").wellFormed())
                .isTrue();
        refused("\"" + "x".repeat(1_048_575) + "\"", "too_large");
    }

    @Test
    void longNumbersAreRefused() {
        assertThat(reader.read("1".repeat(1000)).wellFormed()).isTrue();
        refused("{\"a\":" + "1".repeat(1001) + "}", "number_too_long");
        refused("1".repeat(10_000), "number_too_long");
        refused("0." + "1".repeat(10_000), "number_too_long");
        refused("1e" + "1".repeat(10_000), "number_too_long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1E-999999999", "123.456e999999999", "0e999999999"})
    void hugeExponentsCostNothing(String number) {
        Arguments arguments = reader.read("{\"a\":" + number + "}");

        assertThat(arguments.wellFormed()).isTrue();
        assertThat(arguments.at(List.of("a"))).isNotNull();
        assertThat(fingerprints.arguments(arguments, ArgumentShape.PLAIN))
                .isNotEqualTo(fingerprints.arguments(arguments, CanonicalText.SPELLING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1e-1000000000", "1e99999999999999999999"})
    void exponentsNoDecimalCanHoldAreRefused(String number) {
        refused(number, "number_too_long");
    }

    @Test
    void manyNamesInReverseOrderAreSorted() {
        String members = IntStream.range(0, 70_000)
                .mapToObj(i -> "\"" + (99_999 - i) + "\":0")
                .collect(Collectors.joining(","));

        assertThat(fingerprints.arguments(reader.read("{" + members + "}"), ArgumentShape.PLAIN))
                .isNotNull();
    }

    @Test
    void namesWithEqualHashesAreReadLikeAnyOther() {
        String members = IntStream.range(0, 1 << 12)
                .mapToObj(bits -> "\"" + colliding(bits) + "\":0")
                .collect(Collectors.joining(","));

        assertThat(reader.read("{" + members + "}").names()).hasSize(1 << 12);
    }

    @Test
    void repeatedMalformedCallsAreRecognised() {
        Fingerprint first = fingerprints.arguments(reader.read("{\"a\":"), ArgumentShape.PLAIN);

        assertThat(fingerprints.arguments(reader.read("{\"a\":"), ArgumentShape.PLAIN))
                .isEqualTo(first);
        assertThat(fingerprints.arguments(reader.read("{\"b\":"), ArgumentShape.PLAIN))
                .isNotEqualTo(first);
    }

    /** Both pieces weigh the same where a hash multiplies by 33, as Jackson's does. */
    private static String colliding(int bits) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            name.append((bits >> i & 1) == 0 ? "Aa" : "B@");
        }
        return name.toString();
    }

    private void refused(String text, String code) {
        Arguments arguments = reader.read(text);

        assertThat(arguments.wellFormed()).isFalse();
        assertThat(arguments.problem()).startsWith(code + ": ");
        assertThat(arguments.json()).isEqualTo(text);
        assertThat(arguments.names()).isEqualTo(Set.of());
        assertThat(arguments.has("a")).isFalse();
        assertThat(arguments.isNull("a")).isFalse();
        assertThat(arguments.text("a")).isNull();
        assertThat(arguments.at(List.of())).isNull();
        assertThat(fingerprints.arguments(arguments, ArgumentShape.PLAIN))
                .isEqualTo(fingerprints.arguments(reader.read(text), ArgumentShape.PLAIN));
    }
}
