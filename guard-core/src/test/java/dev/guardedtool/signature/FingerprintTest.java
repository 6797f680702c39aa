package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final String HEX = "00112233445566778899aabbccddeeffff00000000000000000000000000000f";

    @Test
    void hexIsReadBack() {
        assertThat(Fingerprint.parse(HEX).hex()).isEqualTo(HEX);
        assertThat(Fingerprint.parse(HEX)).hasToString(HEX).isEqualTo(Fingerprint.parse(HEX));
        assertThat(Fingerprint.parse(HEX)).hasSameHashCodeAs(Fingerprint.parse(HEX));
    }

    @Test
    void anythingElseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse(HEX + "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse("g" + HEX.substring(1)));
    }

    @Test
    void orderIsThatOfTheDigits() {
        String low = "0".repeat(64);

        assertThat(Stream.of(0, 15, 16, 31, 32, 47, 48, 63)
                        .map(at -> low.substring(0, at) + "f" + low.substring(at + 1)))
                .allSatisfy(high -> {
                    assertThat(Fingerprint.parse(high)).isGreaterThan(Fingerprint.parse(low));
                    assertThat(Fingerprint.parse(low)).isLessThan(Fingerprint.parse(high));
                    assertThat(Fingerprint.parse(high)).isNotEqualTo(Fingerprint.parse(low));
                });
        assertThat(Fingerprint.parse(HEX)).isEqualByComparingTo(Fingerprint.parse(HEX));
    }
}
