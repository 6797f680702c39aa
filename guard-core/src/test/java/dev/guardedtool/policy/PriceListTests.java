package dev.guardedtool.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The longest name that fits has the price, an exact one before all. */
class PriceListTests {

    private final PriceList prices = new PriceList(Map.of(
            "*", price("1"),
            "gpt-*", price("2"),
            "gpt-5*", price("3"),
            "gpt-5-mini", price("4"),
            "gpt-5-mini*", price("5")));

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "claude, 1",
                "null, 1",
                "'', 1",
                "GPT-5, 1",
                "gpt-4, 2",
                "gpt-5, 3",
                "gpt-5-pro, 3",
                "gpt-5-mini, 4",
                "gpt-5-mini-2026, 5"
            })
    void theClosestNameHasThePrice(@Nullable String model, String input) {
        assertThat(prices.priceOf(model)).get().extracting(TokenPrice::input).isEqualTo(Money.of(input));
    }

    @Test
    void withoutAFittingNameThereIsNoPrice() {
        PriceList one = PriceList.of("gpt-5", price("1"));

        assertThat(one.priceOf("gpt-5-mini")).isEmpty();
        assertThat(one.priceOf(null)).isEmpty();
        assertThat(PriceList.empty().priceOf("gpt-5")).isEmpty();
    }

    @Test
    void aPriceIsPerMillionTokensAndExact() {
        TokenPrice price = new TokenPrice(Money.of("0.15"), Money.of("0.6"), Money.of("0.075"));

        assertThat(price.of(new Usage("m", 1_001, 7, 1_000, null, true))).isEqualTo(Money.of("0.00007935"));
    }

    @Test
    void cachedTokensCostWhatOthersDoUnlessSaidOtherwise() {
        assertThat(price("3").of(new Usage("m", 1_000_000, 0, 999_999, null, true)))
                .isEqualTo(Money.of("3"));
    }

    @Test
    void noNumberOfTokensOverflows() {
        assertThat(price("10").of(Usage.of("m", Long.MAX_VALUE, Long.MAX_VALUE)))
                .isEqualTo(Money.of("92233720368547.75807"));
    }

    private static TokenPrice price(String input) {
        return new TokenPrice(Money.of(input), Money.ZERO, null);
    }
}
