package dev.guardedtool.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Under the reference profile the chain decides as the reference engine did: decision, reason and final counters of
 * every case that is not tagged {@code quirk:*}. {@code -Dguard.conformance.cases=FILE} runs another file of the format.
 */
class AuraConformanceTests {

    private static final int EXPECTED_CASES = 784;
    private static final int SHOWN = 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void decidesEveryUntaggedCaseAsTheReferenceDid() throws IOException {
        String file = System.getProperty("guard.conformance.cases", "");
        JsonNode cases = file.isEmpty() ? bundled() : JSON.readTree(Files.readString(found(file)));

        int played = 0;
        List<String> differences = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (JsonNode test : cases.values()) {
            if (!isQuirk(test)) {
                played++;
                List<String> found = new CaseRun(test).play();
                if (!found.isEmpty()) {
                    failed.add(test.get("id").stringValue());
                    differences.addAll(found);
                }
            }
        }

        if (!failed.isEmpty()) {
            fail("%d of %d cases differ:%n%s", failed.size(), played, first(differences));
        }
        assertThat(played).isPositive();
        if (file.isEmpty()) {
            assertThat(played).isEqualTo(EXPECTED_CASES);
        }
    }

    /** Tests run in their module's folder; a relative path is meant from there or from the root of the build. */
    private static Path found(String file) {
        Path path = Path.of(file);
        return path.isAbsolute() || Files.exists(path) ? path : Path.of("..").resolve(path);
    }

    private static boolean isQuirk(JsonNode test) {
        for (JsonNode tag : test.path("tags").values()) {
            if (tag.stringValue().startsWith("quirk:")) {
                return true;
            }
        }
        return false;
    }

    private static String first(List<String> differences) {
        return String.join(System.lineSeparator(), differences.subList(0, Math.min(SHOWN, differences.size())));
    }

    private static JsonNode bundled() throws IOException {
        try (InputStream cases = Objects.requireNonNull(
                AuraConformanceTests.class.getResourceAsStream("aura-cases.json"), "aura-cases.json")) {
            return JSON.readTree(cases.readAllBytes());
        }
    }
}
