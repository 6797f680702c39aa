package dev.guardedtool.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The configuration metadata that is generated with the module. */
record Metadata(Map<String, JsonNode> properties, Map<String, JsonNode> hints) {

    static Metadata read() {
        try (InputStream file =
                GuardProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode all = JsonMapper.shared().readTree(file);
            return new Metadata(byName(all.get("properties")), byName(all.get("hints")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> byName(JsonNode items) {
        Map<String, JsonNode> byName = new TreeMap<>();
        for (JsonNode item : items) {
            String name = item.get("name").asString();
            if (name.startsWith("guard.")) {
                byName.put(name, item);
            }
        }
        return byName;
    }
}
