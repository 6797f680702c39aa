package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "0e999999999, 0",
        "50, 5e1",
        "50.0, 5e1",
        "5e1, 5e1",
        "5E+1, 5e1",
        "0.5e2, 5e1",
        "49.99, 4999e-2",
        "0.00010, 1e-4",
        "100.001, 100001e-3",
        "-12.50, -125e-1",
        "9007199254740993, 9007199254740993",
        "9007199254740992, 9007199254740992",
        "1e999999999, 1e999999999",
        "10e999999999, 1e1000000000",
        "1e-999999999, 1e-999999999",
        "1e0000000000001, 1e1",
    })
    void oneValueHasOneSpelling(String lexeme, String canonical) {
        assertThat(CanonicalText.of(lexeme, ArgumentShape.PLAIN)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", "50.00", " 50 ", "+50", "050", "50.", "5e1", "5E+1", "500e-1", ".5e2"})
    void textOfNumericArgumentIsTheNumberItSpells(String text) {
        ArgumentShape shape = new ArgumentShape(Set.of(), Set.of("a"), NumberForm.BY_VALUE);

        assertThat(CanonicalText.of("{\"a\":\"" + text + "\"}", shape)).isEqualTo("{\"a\":5e1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "-",
                ".",
                "e1",
                "5e",
                "5e+",
                "5e+-1",
                "5 0",
                "5_0",
                "5x",
                "5e1x",
                "0x5",
                "5.0.0",
                "--5",
                "NaN",
                "Infinity",
                "1e1000000000",
                "1,5",
                "５"
            })
    void textOfNumericArgumentThatSpellsNoNumberStaysText(String text) {
        ArgumentShape shape = new ArgumentShape(Set.of(), Set.of("a"), NumberForm.BY_VALUE);

        assertThat(CanonicalText.of("{\"a\":\"" + text + "\"}", shape)).isEqualTo("{\"a\":\"" + text + "\"}");
    }

    @Test
    void longNumbersAreWrittenInFull() {
        for (int digits : new int[] {511, 512, 513, 1000}) {
            String number = "7".repeat(digits);

            assertThat(CanonicalText.of(number, ArgumentShape.PLAIN)).isEqualTo(number);
            assertThat(CanonicalText.of(number, CanonicalText.SPELLING)).isEqualTo(number);
        }
    }

    @Test
    void spellingsAgreeExactlyWhenBigDecimalsDo() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String a = lexeme(random);
            String b = lexeme(random);
            boolean same = new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;

            assertThat(CanonicalText.of(a, ArgumentShape.PLAIN).equals(CanonicalText.of(b, ArgumentShape.PLAIN)))
                    .as("%s and %s", a, b)
                    .isEqualTo(same);
        }
    }

    /** Few digits, so that equal values in different spellings are common. */
    private static String lexeme(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        text.append(random.nextInt(4) == 0 ? random.nextInt(200) : random.nextInt(3) * 10);
        if (random.nextBoolean()) {
            text.append('.').append(random.nextInt(3) * 5).append("0".repeat(random.nextInt(3)));
        }
        if (random.nextBoolean()) {
            text.append(random.nextBoolean() ? "e" : "E").append(new String[] {"", "+", "-"}[random.nextInt(3)]);
            text.append(random.nextInt(4));
        }
        return text.toString();
    }
}
