package dev.guardedtool.demo.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the fields of one JSON object and names the place in every complaint. */
final class Fields {

    private final JsonNode node;
    private final String path;
    private final String scenario;

    private Fields(JsonNode node, String path, String scenario) {
        this.node = node;
        this.path = path;
        this.scenario = scenario;
    }

    static Fields of(JsonNode node, String path, String scenario, Set<String> known) {
        Fields fields = new Fields(node, path, scenario);
        if (!node.isObject()) {
            throw fields.wrong("", "must be an object");
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw fields.wrong(name, "is not a known field");
            }
        }
        return fields;
    }

    /** The same object, known to belong to that scenario. */
    Fields named(String name) {
        return new Fields(node, "", name);
    }

    boolean has(String name) {
        return node.has(name);
    }

    JsonNode get(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw wrong(name, "is missing");
        }
        return value;
    }

    String text(String name) {
        JsonNode value = get(name);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw wrong(name, "must be a text that is not blank");
        }
        return value.stringValue();
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    int positive(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = get(name);
        if (!value.isInt() || value.intValue() < 1) {
            throw wrong(name, "must be a whole number of at least 1");
        }
        return value.intValue();
    }

    /** A list of texts, or a single one. */
    List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        if (get(name).isString()) {
            return List.of(text(name));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isString() || element.stringValue().isBlank()) {
                throw wrong(name, "must be a text or a list of texts that are not blank");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    Fields object(String name, Set<String> known) {
        return of(get(name), at(name), scenario, known);
    }

    List<Fields> objects(String name, Set<String> known) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            objects.add(of(element, at(name) + "[" + objects.size() + "]", scenario, known));
        }
        return objects;
    }

    InvalidScenarioException wrong(String name, String complaint) {
        String place = name.isEmpty() ? path : at(name);
        String whose = scenario.isEmpty() ? "" : "scenario '" + scenario + "': ";
        return new InvalidScenarioException(whose + (place.isEmpty() ? "the file" : place) + " " + complaint);
    }

    private JsonNode elements(String name) {
        JsonNode value = get(name);
        if (!value.isArray()) {
            throw wrong(name, "must be a list");
        }
        return value;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
