package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

class MetadataTests {

    private final Metadata metadata = Metadata.read();

    @Test
    void everyPropertyIsDescribedInASentence() {
        assertThat(metadata.properties())
                .isNotEmpty()
                .allSatisfy((name, property) -> assertThat(
                                property.path("description").asString(""))
                        .as(name)
                        .matches("[A-Z].{10,}\\."));
    }

    @Test
    void everyHintIsAboutAProperty() {
        assertThat(metadata.hints().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(metadata.properties()).containsKey(name.replaceFirst("\\.keys$", "")));
    }

    @Test
    void everyEnumHasAHintForEachValueThatFits() throws ClassNotFoundException {
        int enums = 0;
        for (Map.Entry<String, JsonNode> property : metadata.properties().entrySet()) {
            String type = property.getValue().get("type").asString();
            if (!type.startsWith("dev.guardedtool.")) {
                continue;
            }
            enums++;
            Set<String> values = Arrays.stream(ClassUtils.forName(type, null).getEnumConstants())
                    .map(value -> value.toString().toLowerCase().replace('_', '-'))
                    .filter(value -> !(property.getKey().equals("guard.mode") && value.equals("inherit")))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(hinted(property.getKey())).as(property.getKey()).isEqualTo(values);
        }
        assertThat(enums).isPositive();
    }

    private Set<String> hinted(String name) {
        Set<String> values = new TreeSet<>();
        JsonNode hint = metadata.hints().get(name);
        if (hint != null) {
            hint.get("values").forEach(value -> values.add(value.get("value").asString()));
        }
        return values;
    }
}
