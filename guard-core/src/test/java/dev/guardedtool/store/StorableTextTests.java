package dev.guardedtool.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.testing.OddNames;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTests {

    private static final char[] ALPHABET = {'\0', '\u001b', '0', '1', 'b', 'g', '\ud800', '\udc00', '\ufffd'};

    @Test
    void noTwoTextsAreWrittenAlike() {
        assertThat(OddNames.ALL.stream().map(StorableText::write)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsWrittenCanBeKeptAndIsReadAsItWas() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
            }

            String written = StorableText.write(text.toString());

            assertThat(written).doesNotContain("\0");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(written)).isTrue();
            assertThat(StorableText.read(written)).isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "CORP\\ann", "Gr\u00fc\u00dfe \ud83d\ude00", "a%00b"})
    void everyOtherTextIsWrittenAsItIs(String text) {
        assertThat(StorableText.write(text)).isSameAs(text);
        assertThat(StorableText.read(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "a\u001b00", "a\u001b00g0", "\u001b\u001b"})
    void whatWasNotWrittenSoIsReadAsItIs(String text) {
        assertThat(StorableText.read(text)).isEqualTo(text);
    }
}
