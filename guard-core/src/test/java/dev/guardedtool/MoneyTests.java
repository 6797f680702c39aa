package dev.guardedtool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts are exact, and equal whatever their scale. */
class MoneyTests {

    @Test
    void scaleCarriesNoMeaning() {
        assertThat(Money.of("1.00")).isEqualTo(Money.of("1")).hasSameHashCodeAs(Money.of("1"));
        assertThat(Money.of("0.00")).isEqualTo(Money.ZERO).hasSameHashCodeAs(Money.ZERO);
        assertThat(Money.of("1.00")).isNotEqualTo(Money.of("1.01"));
        assertThat(Money.of("1.00")).isEqualByComparingTo(Money.of("1"));
    }

    @Test
    void sumsAreExact() {
        Money sum = Money.ZERO;
        for (int i = 0; i < 10; i++) {
            sum = sum.plus(Money.of("0.1"));
        }

        assertThat(sum).isEqualTo(Money.of("1"));
        assertThat(sum.minus(Money.of("1")).isZero()).isTrue();
        assertThat(Money.ZERO.minus(Money.of("0.1")).isNegative()).isTrue();
    }

    @Test
    void itIsWrittenWithoutExponent() {
        assertThat(Money.of("1e3")).hasToString("1000");
        assertThat(Money.of("0.00000001")).hasToString("0.00000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "1,00", "$1", "1.0.0"})
    void whatIsNoDecimalIsRefused(String text) {
        assertThatThrownBy(() -> Money.of(text)).isInstanceOf(NumberFormatException.class);
    }
}
