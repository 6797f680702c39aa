package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class FingerprintPropertiesTest {

    private final ArgumentReader reader = new ArgumentReader(ArgumentLimits.defaults());

    private final Fingerprints fingerprints = new Fingerprints(new byte[32]);

    @Test
    void equalValuesAreOneHoweverTheyAreWritten() {
        RandomJson json = new RandomJson(1);
        for (int i = 0; i < 3000; i++) {
            Object value = json.object(4);
            String a = json.render(value);
            String b = json.render(value);

            assertThat(reader.read(a).wellFormed()).as(a).isTrue();
            assertThat(fingerprint(a)).as("%s and %s", a, b).isEqualTo(fingerprint(b));
        }
    }

    @Test
    void fingerprintsAreEqualExactlyWhenValuesAre() {
        RandomJson json = new RandomJson(2);
        Map<Fingerprint, String> identities = new HashMap<>();
        Map<String, Fingerprint> seen = new HashMap<>();
        int repeats = 0;
        for (int i = 0; i < 20_000; i++) {
            Object value = json.value(1);
            String identity = RandomJson.identity(value);
            Fingerprint fingerprint = fingerprint(json.render(value));

            String same = identities.put(fingerprint, identity);
            assertThat(same == null || same.equals(identity)).isTrue();
            Fingerprint before = seen.put(identity, fingerprint);
            assertThat(before == null || before.equals(fingerprint)).isTrue();
            repeats += before == null ? 0 : 1;
        }
        assertThat(repeats).isBetween(1000, 19_000);
    }

    @Test
    void typesAreApart() {
        List<String> values = List.of(
                "{\"a\":true}",
                "{\"a\":\"true\"}",
                "{\"a\":1}",
                "{\"a\":\"1\"}",
                "{\"a\":null}",
                "{\"a\":\"null\"}",
                "{\"a\":[]}",
                "{\"a\":{}}",
                "{\"a\":\"\"}",
                "{\"a\":\"[]\"}",
                "{}",
                "[]",
                "\"{}\"",
                "{\"a\":0}",
                "{\"a\":false}",
                "{\"a\":[1]}",
                "{\"a\":\"A\"}",
                "{\"a\":\"a\"}",
                "{\"a\":\"a \"}",
                "{\"a\":\"\u00e9\"}",
                "{\"a\":\"e\u0301\"}");

        assertThat(values.stream().map(this::fingerprint).distinct()).hasSize(values.size());
    }

    @Test
    void canonicalFormIsItsOwnCanonicalForm() {
        RandomJson json = new RandomJson(3);
        for (int i = 0; i < 3000; i++) {
            String text = json.render(json.value(4));
            for (ArgumentShape shape : List.of(ArgumentShape.PLAIN, CanonicalText.SPELLING)) {
                String canonical = CanonicalText.of(text, shape);

                assertThat(CanonicalText.of(canonical, shape)).isEqualTo(canonical);
            }
        }
    }

    @Test
    void namesAndStringsAreThoseOfRfc8785() throws Exception {
        RandomJson json = new RandomJson(4);
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int n = random.nextInt(50); n >= 0; n--) {
                object.put(json.text(), random.nextBoolean() ? json.text() : Map.of(json.text(), json.text(), "k", 7));
            }
            String text = json.render(object);

            assertThat(CanonicalText.of(text, ArgumentShape.PLAIN))
                    .isEqualTo(new JsonCanonicalizer(text).getEncodedString());
        }
    }

    @Test
    void singleValuesAreEqualWhereArgumentsAre() {
        List<String> values = List.of(
                "1",
                "1.0",
                "10e-1",
                "1.5",
                "1.50",
                "\"1\"",
                "\" +1.0 \"",
                "true",
                "\"true\"",
                "\"\"",
                "\"a\"",
                "-0",
                "0",
                "9007199254740993",
                "9007199254740992",
                "1e999999999");
        int equal = 0;
        for (NumberForm numbers : NumberForm.values()) {
            for (Set<String> numeric : List.of(Set.<String>of(), Set.of("a"))) {
                ArgumentShape shape = new ArgumentShape(Set.of(), numeric, numbers);
                for (String one : values) {
                    for (String other : values) {
                        boolean same = value(one, shape).equals(value(other, shape));
                        assertThat(same)
                                .as("%s and %s, %s", one, other, shape)
                                .isEqualTo(whole(one, shape).equals(whole(other, shape)));
                        equal += same ? 1 : 0;
                    }
                }
            }
        }
        assertThat(equal).isGreaterThan(4 * values.size());
    }

    private Fingerprint value(String json, ArgumentShape shape) {
        Object plain = Objects.requireNonNull(reader.read(json).at(List.of()));
        return fingerprints.value(plain, !shape.numeric().isEmpty(), shape.numbers());
    }

    private Fingerprint whole(String json, ArgumentShape shape) {
        return fingerprints.arguments(reader.read("{\"a\":" + json + "}"), shape);
    }

    private Fingerprint fingerprint(String json) {
        return fingerprints.arguments(reader.read(json), ArgumentShape.PLAIN);
    }
}
