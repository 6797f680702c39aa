package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

class ArgumentsFuzzTest {

    private static final ArgumentReader READER = new ArgumentReader(ArgumentLimits.defaults());

    /** Canonical numbers and strings may be a little longer than what they were read from. */
    private static final ArgumentReader ROOMY = new ArgumentReader(new ArgumentLimits(8_000_000, 200, 2000));

    private static final Fingerprints FINGERPRINTS = new Fingerprints(new byte[32]);

    private static final List<ArgumentShape> SHAPES = List.of(
            ArgumentShape.PLAIN,
            CanonicalText.SPELLING,
            new ArgumentShape(Set.of("orderId"), Set.of("amount", "n"), NumberForm.BY_VALUE));

    @FuzzTest
    void readsAnyText(byte[] data) {
        String text = decode(data);
        Arguments arguments = READER.read(text);

        arguments.at(List.of());
        arguments.names().forEach(name -> assertThat(arguments.has(name)).isTrue());
        assertThat(arguments.problem().isEmpty()).isEqualTo(arguments.wellFormed());
        for (ArgumentShape shape : SHAPES) {
            assertThat(FINGERPRINTS.arguments(READER.read(text), shape))
                    .isEqualTo(FINGERPRINTS.arguments(arguments, shape));
        }
        assertThat(FINGERPRINTS.text("d", text)).isEqualTo(FINGERPRINTS.text("d", text));
        if (arguments.wellFormed()) {
            survivesRewriting(arguments, ArgumentShape.PLAIN);
        }
    }

    private static void survivesRewriting(Arguments arguments, ArgumentShape shape) {
        String canonical = CanonicalText.of(arguments, shape);
        Arguments rewritten = ROOMY.read(canonical);
        // Stripped zeros can push the exponent over the limit.
        if (!rewritten.problem().startsWith("number_too_long")) {
            assertThat(CanonicalText.of(rewritten, shape)).isEqualTo(canonical);
            assertThat(FINGERPRINTS.arguments(rewritten, shape)).isEqualTo(FINGERPRINTS.arguments(arguments, shape));
        }
    }

    /** UTF-8, or UTF-16 after its byte order mark: only the latter can carry lone surrogates unescaped. */
    private static String decode(byte[] data) {
        if (data.length >= 2 && data[0] == (byte) 0xFE && data[1] == (byte) 0xFF) {
            return ByteBuffer.wrap(data, 2, data.length - 2).asCharBuffer().toString();
        }
        return new String(data, StandardCharsets.UTF_8);
    }
}
