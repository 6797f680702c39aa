package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {

    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final ArgumentReader reader = new ArgumentReader(ArgumentLimits.defaults());

    private final Fingerprints fingerprints = new Fingerprints(KEY);

    @Test
    void shortKeysAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fingerprints(new byte[15]));
    }

    @Test
    void keyIsCopied() {
        byte[] key = KEY.clone();
        Fingerprints copied = new Fingerprints(key);
        key[0]++;

        assertThat(copied.text("d", "t")).isEqualTo(fingerprints.text("d", "t"));
        assertThat(copied.keyId()).isEqualTo(fingerprints.keyId());
    }

    @Test
    void fingerprintsDependOnTheKey() {
        Fingerprints other = new Fingerprints("0123456789abcdeF".getBytes(StandardCharsets.US_ASCII));

        assertThat(other.keyId()).isNotEqualTo(fingerprints.keyId());
        assertThat(other.text("d", "t")).isNotEqualTo(fingerprints.text("d", "t"));
        assertThat(arguments(other, "{}")).isNotEqualTo(arguments(fingerprints, "{}"));
    }

    @Test
    void textIsPlainSha256OfKeyKindDomainAndText() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(mac.doFinal("guardedtool fingerprint".getBytes(StandardCharsets.US_ASCII)));
        input.write(1);
        input.write("result".getBytes(StandardCharsets.UTF_8));
        input.write(0xFF);
        input.write("Zoë".getBytes(StandardCharsets.UTF_8));
        input.write(0xFF);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(input.toByteArray());

        assertThat(fingerprints.text("result", "Zoë").hex())
                .isEqualTo(HexFormat.of().formatHex(expected));
    }

    @Test
    void domainsAndFormsAreApart() {
        Set<Fingerprint> all = new HashSet<>(List.of(
                fingerprints.keyId(),
                fingerprints.text("", "{}"),
                fingerprints.text("a", "b"),
                fingerprints.text("ab", ""),
                fingerprints.text("", "ab"),
                arguments(fingerprints, "{}"),
                arguments(fingerprints, "{"),
                fingerprints.arguments(Arguments.EMPTY, CanonicalText.SPELLING)));

        assertThat(all).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30, 505, 510, 511, 512, 1022, 1023, 4090})
    void differentTextsDifferWhateverTheirSurrogates(int padding) {
        List<String> alphabet = List.of("a", "?", "\uD800", "\uDC00", "\uFFFD", "é", "\uE000");
        Map<Fingerprint, String> seen = new HashMap<>();
        for (int i = 0; i < 7 * 7 * 7; i++) {
            String text = "x".repeat(padding) + alphabet.get(i % 7) + alphabet.get(i / 7 % 7) + alphabet.get(i / 49);

            assertThat(seen.put(fingerprints.text("d", text), text)).isNull();
        }
    }

    @Test
    void textIsUtf8AtAnyLength() {
        String pattern = "abc?é\uD83D\uDE00€\"\n";
        for (int length = 0; length < 1600; length++) {
            String text = pattern.repeat(length / pattern.length() + 1).substring(0, length);
            if (!Surrogates.lone(text)) {
                assertThat(CanonicalText.ofText(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            }
            String ascii = "abc?".repeat(length / 4);
            assertThat(CanonicalText.ofText(ascii)).isEqualTo(ascii.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void loneSurrogatesAreTheBytesOfTheirNumber() {
        assertThat(CanonicalText.ofText("\uD800")).isEqualTo(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
    }

    @Test
    void ignoredNamesDoNotCountAtTheTopLevel() {
        ArgumentShape shape = new ArgumentShape(Set.of("note", "a"), Set.of(), NumberForm.BY_VALUE);

        assertThat(CanonicalText.of("{\"note\":1,\"z\":2,\"a\":3,\"b\":{\"note\":4}}", shape))
                .isEqualTo("{\"b\":{\"note\":4},\"z\":2}");
        assertThat(CanonicalText.of("{\"note\":1}", shape)).isEqualTo("{}");
    }

    @Test
    void textOfNumericNamesIsANumberAtTheTopLevelOnly() {
        ArgumentShape shape = new ArgumentShape(Set.of(), Set.of("a"), NumberForm.BY_VALUE);
        ArgumentShape spelling = new ArgumentShape(Set.of(), Set.of("a"), NumberForm.BY_SPELLING);

        assertThat(CanonicalText.of("{\"a\":\"5.0\",\"b\":\"5.0\",\"c\":{\"a\":\"5.0\"}}", shape))
                .isEqualTo("{\"a\":5,\"b\":\"5.0\",\"c\":{\"a\":\"5.0\"}}");
        assertThat(CanonicalText.of("{\"a\":\"5.0\"}", spelling)).isEqualTo("{\"a\":\"5.0\"}");
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        List<String> texts = IntStream.range(0, 64)
                .mapToObj(i -> "{\"b\":\"" + "é".repeat(i * 40) + "\",\"a\":" + i + "}")
                .toList();
        List<Fingerprint> expected =
                texts.stream().map(text -> arguments(fingerprints, text)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> task = () -> IntStream.range(0, 2000)
                    .map(i -> i * 31 % 64)
                    .allMatch(i -> arguments(fingerprints, texts.get(i)).equals(expected.get(i)));

            for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(8, task))) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Fingerprint arguments(Fingerprints with, String json) {
        return with.arguments(reader.read(json), ArgumentShape.PLAIN);
    }
}
