package dev.guardedtool.conformance.actguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every case ends as in the reference, or a program maps each of its differences to a row of those in which the guard
 * means to differ. A difference that no row explains fails, and so does a case that changes its row.
 */
class ActGuardConformanceTests {

    private static final int SHOWN = 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final JsonNode CASES = bundled();

    static Stream<CaseKind> kinds() {
        return Stream.of(
                new RateKind(),
                new AttemptKind(),
                new BudgetKind(),
                new IdempotentKind(),
                new CircuitKind(),
                new FactKind(),
                new CombinedKind());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyDifferenceIsMeant(CaseKind kind) {
        Map<String, Integer> outcomes = new TreeMap<>();
        List<String> unmapped = new ArrayList<>();
        for (JsonNode test : CASES.values()) {
            if (test.get("guard").stringValue().equals(kind.guard())) {
                Account account = new Account(test.get("id").stringValue());
                kind.play(test, account);
                outcomes.merge(account.outcome(), 1, Integer::sum);
                unmapped.addAll(account.unmapped());
            }
        }

        String counts = outcomes.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" "));
        System.out.printf("conformance %s: %s%n", kind.guard(), counts);
        if (!unmapped.isEmpty()) {
            fail("%d differences:%n%s", unmapped.size(), first(unmapped));
        }
        assertThat(counts).isEqualTo(kind.expected());
    }

    @Test
    void everyKindIsPlayed() {
        Set<String> kinds = new TreeSet<>();
        kinds().forEach(kind -> assertThat(kinds.add(kind.guard())).isTrue());

        Set<String> inCases = new TreeSet<>();
        CASES.values().forEach(test -> inCases.add(test.get("guard").stringValue()));
        assertThat(kinds).isEqualTo(inCases);
    }

    private static String first(List<String> differences) {
        return String.join(System.lineSeparator(), differences.subList(0, Math.min(SHOWN, differences.size())));
    }

    private static JsonNode bundled() {
        try (InputStream zipped = Objects.requireNonNull(
                        ActGuardConformanceTests.class.getResourceAsStream("../actguard-cases.json.gz"),
                        "actguard-cases.json.gz");
                InputStream cases = new GZIPInputStream(zipped)) {
            return JSON.readTree(cases.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
