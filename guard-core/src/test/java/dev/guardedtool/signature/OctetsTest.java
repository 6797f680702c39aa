package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OctetsTest {

    @Test
    void everyOctetAtEveryPlaceIsJudgedAlone() {
        for (int length = 1; length <= 20; length++) {
            for (int place = 0; place < length; place++) {
                for (int octet = 0; octet < 256; octet++) {
                    for (byte filler : new byte[] {' ', '!', '#', '[', ']', 'x', (byte) 0x80, (byte) 0xFF}) {
                        byte[] bytes = new byte[length];
                        Arrays.fill(bytes, filler);
                        bytes[place] = (byte) octet;

                        if (Octets.needEscape(bytes) != (octet < 0x20 || octet == '"' || octet == '\\')
                                || Octets.indexOf('?', bytes, 0) != (octet == '?' ? place : -1)) {
                            assertThat(bytes).as("octet %s at %s", octet, place).isNull();
                        }
                    }
                }
            }
        }
    }

    @Test
    void theFirstOfSeveralIsFound() {
        byte[] bytes = "a?b?cdefghij?k>?".getBytes(StandardCharsets.US_ASCII);

        assertThat(Octets.indexOf('?', bytes, 0)).isEqualTo(1);
        assertThat(Octets.indexOf('?', bytes, 2)).isEqualTo(3);
        assertThat(Octets.indexOf('?', bytes, 4)).isEqualTo(12);
        assertThat(Octets.indexOf('?', bytes, 13)).isEqualTo(15);
        assertThat(Octets.indexOf('?', bytes, 16)).isEqualTo(-1);
    }
}
