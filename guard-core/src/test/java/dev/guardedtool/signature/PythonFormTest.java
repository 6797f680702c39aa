package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PythonFormTest {

    @ParameterizedTest
    @MethodSource
    void canonicalFormBySpellingIsThatOfPython(String json, String canonical) {
        assertThat(CanonicalText.of(json, CanonicalText.SPELLING)).isEqualTo(canonical);
    }

    static Stream<Object[]> canonicalFormBySpellingIsThatOfPython() throws IOException {
        JsonNode cases = JsonMapper.shared().readTree(resource("python-canonical.json"));
        return StreamSupport.stream(cases.spliterator(), false).map(node ->
                new Object[] {node.get("json").asString(), node.get("canonical").asString()});
    }

    @Test
    void numbersBySpellingAreThoseOfPython() throws IOException {
        List<String> lines = resource("python-numbers.txt").lines().toList();

        assertThat(lines).hasSizeGreaterThan(400).allSatisfy(line -> {
            String[] words = line.split(" ");
            assertThat(PythonNumbers.spell(words[0])).isEqualTo(words[1]);
        });
    }

    @Test
    void namesBySpellingSortByCodePoint() {
        String json = "{\"\uD83D\uDE00\":1,\"\uFFEE\":2,\"\uD83D\uDE01\":3,\"a\":4}";

        assertThat(CanonicalText.of(json, CanonicalText.SPELLING))
                .isEqualTo("{\"a\":4,\"\uFFEE\":2,\"\uD83D\uDE00\":1,\"\uD83D\uDE01\":3}");
        assertThat(CanonicalText.of(json, ArgumentShape.PLAIN))
                .isEqualTo("{\"a\":4,\"\uD83D\uDE00\":1,\"\uD83D\uDE01\":3,\"\uFFEE\":2}");
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = PythonFormTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
