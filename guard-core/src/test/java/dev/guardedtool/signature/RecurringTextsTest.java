package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is remembered never stands for another text. */
class RecurringTextsTest {

    private final Fingerprints fingerprints = new Fingerprints("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    @Test
    void recurringTextsHaveTheFingerprintOfAnyText() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                String text = "USER-" + i;
                assertThat(fingerprints.recurring("rate", text)).isEqualTo(fingerprints.text("rate", text));
                assertThat(fingerprints.recurring("fact", text)).isEqualTo(fingerprints.text("fact", text));
            }
        }
    }

    @Test
    void textsWithOneHashCodeAreToldApart() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(fingerprints.recurring("rate", "Aa")).isNotEqualTo(fingerprints.recurring("rate", "BB"));
        assertThat(fingerprints.recurring("rate", "Aa")).isEqualTo(fingerprints.text("rate", "Aa"));
    }

    @Test
    void aTextIsRememberedAndALongOneIsNot() {
        String longText = "x".repeat(65);

        assertThat(fingerprints.recurring("rate", "ann")).isSameAs(fingerprints.recurring("rate", "ann"));
        assertThat(fingerprints.recurring("rate", longText))
                .isEqualTo(fingerprints.recurring("rate", longText))
                .isNotSameAs(fingerprints.recurring("rate", longText));
    }
}
