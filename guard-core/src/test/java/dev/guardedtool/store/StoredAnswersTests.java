package dev.guardedtool.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guardedtool.ToolResult;
import dev.guardedtool.testing.Together;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools answered can be read only with the key, and only as the answer of its own effect. */
class StoredAnswersTests {

    private static final String EFFECT = "e".repeat(64);
    private static final byte[] OLD = key("the key of last year");
    private static final byte[] NEW = key("the key of this year");
    private static final ToolResult ANSWER = ToolResult.ok("IBAN DE02120300000000202051");

    private final StoredAnswers answers = new StoredAnswers(new AnswerCipher(List.of(OLD)));

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothingOfTheAnswerStandsInTheStore() {
        byte[] stored = answers.write(ANSWER, EFFECT);

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("IBAN", "DE02", "202051");
        assertThat(answers.write(ANSWER, EFFECT)).isNotEqualTo(stored);
        assertThat(answers.read(stored, EFFECT)).isEqualTo(ANSWER);
    }

    @Test
    void afterAChangeOfKeysOldAnswersAreStillRead() {
        byte[] stored = answers.write(ANSWER, EFFECT);
        StoredAnswers rotated = new StoredAnswers(new AnswerCipher(List.of(NEW, OLD)));

        assertThat(rotated.read(stored, EFFECT)).isEqualTo(ANSWER);
        assertThat(answers.read(rotated.write(ANSWER, EFFECT), EFFECT).payload())
                .isNull();
    }

    @Test
    void withoutTheKeyItIsStillKnownThatItHappened() {
        byte[] stored = answers.write(ToolResult.failedAfterEffect("timeout"), EFFECT);
        StoredAnswers other = new StoredAnswers(new AnswerCipher(List.of(NEW)));

        assertThat(other.read(stored, EFFECT)).isEqualTo(ToolResult.failedAfterEffect(null));
    }

    @Test
    void theAnswerOfOneEffectIsNoneOfAnother() {
        byte[] stored = answers.write(ANSWER, EFFECT);

        assertThat(answers.read(stored, "f".repeat(64))).isEqualTo(ToolResult.ok(null));
    }

    @Test
    void whatWasChangedIsNotRead() {
        byte[] stored = answers.write(ANSWER, EFFECT);
        for (int i = 1; i < stored.length; i++) {
            byte[] damaged = stored.clone();
            damaged[i] ^= 1;
            assertThat(answers.read(damaged, EFFECT).payload()).isNull();
        }
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(stored, length);
            assertThat(answers.read(cut, EFFECT).payload()).isNull();
        }
    }

    @Test
    void manyWriteAndReadAtOnce() throws Exception {
        Set<String> nonces = ConcurrentHashMap.newKeySet();
        Together.run(4, thread -> {
            for (int i = 0; i < 500; i++) {
                ToolResult own = ToolResult.ok(thread + " says " + i);
                byte[] stored = answers.write(own, EFFECT);
                assertThat(answers.read(stored, "f".repeat(64)).payload()).isNull();
                assertThat(answers.read(stored, EFFECT)).isEqualTo(own);
                nonces.add(HexFormat.of().formatHex(stored, 5, 17));
            }
            return thread;
        });

        assertThat(nonces).hasSize(4 * 500);
    }

    @Test
    void answersNeedNotBeKept() {
        StoredAnswers none = new StoredAnswers(null);

        byte[] stored = none.write(ToolResult.failedAfterEffect("timeout"), EFFECT);

        assertThat(stored).hasSize(1);
        assertThat(none.read(stored, EFFECT)).isEqualTo(ToolResult.failedAfterEffect(null));
        assertThat(answers.read(stored, EFFECT)).isEqualTo(ToolResult.failedAfterEffect(null));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatCouldNotBeGivenBackIsNotKept(Object payload, Object read) {
        assertThat(answers.read(answers.write(ToolResult.ok(payload), EFFECT), EFFECT)
                        .payload())
                .isEqualTo(read);
    }

    static Object[][] others() {
        return new Object[][] {
            {List.of(1), null},
            {new BigDecimal("1.50"), "1.50"},
            {new StringBuilder("text"), "text"},
            {false, false}
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15})
    void aShortSecretIsRefused(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AnswerCipher(List.of(new byte[length])));
    }

    @Test
    void atLeastOneSecretIsNeeded() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AnswerCipher(List.of()));
    }
}
