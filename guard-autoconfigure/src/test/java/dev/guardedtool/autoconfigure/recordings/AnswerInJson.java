package dev.guardedtool.autoconfigure.recordings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as a tool of Spring AI gives it. The recordings hold YAML and the texts of Python's lists and dictionaries; both
 * are read and written as JSON. What was cut off is left out, up to the last value that is whole. Anything else stays text.
 */
final class AnswerInJson {

    private static final Pattern NEXT_RECORD = Pattern.compile("\\n(?=- )");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnswerInJson() {}

    static String of(String text) {
        Object value = value(text.strip());
        return value instanceof String ? text : JSON.writeValueAsString(value);
    }

    private static Object value(String text) {
        Object value = text;
        if (text.startsWith("{") || text.startsWith("[")) {
            String line = text.replace("\\n", " ").replace("\\'", "''");
            Object whole = yaml(line);
            value = whole == null ? yaml(closed(line)) : whole;
        } else if (text.startsWith("- ")) {
            value = records(text);
        } else if (text.startsWith("attachments:") || text.startsWith("all_day:")) {
            value = yaml(text);
        }
        return value == null ? text : within(value);
    }

    /** Lists within texts, such as {@code "['a', 'b']"}. */
    private static Object within(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> read = new LinkedHashMap<>();
            map.forEach((name, member) -> read.put(name.toString(), member == null ? "" : within(member)));
            return read;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> element == null ? "" : within(element))
                    .toList();
        }
        String text = value.toString();
        return text.startsWith("['") || text.startsWith("{'") ? value(text) : text;
    }

    private static List<Object> records(String text) {
        List<Object> records = new ArrayList<>();
        for (String record : NEXT_RECORD.split(text)) {
            Object read = yaml(record);
            if (read instanceof List<?> list) {
                records.addAll(list);
            } else {
                records.add(record);
            }
        }
        return records;
    }

    private static @Nullable Object yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        DumperOptions dumper = new DumperOptions();
        try {
            return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new TextsOnly())
                    .load(text);
        } catch (YAMLException e) {
            return null;
        }
    }

    /** The text up to the last bracket that closes, and what closes those that are still open there. */
    private static String closed(String text) {
        StringBuilder open = new StringBuilder();
        String best = "";
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{' || c == '[') {
                open.insert(0, c == '{' ? '}' : ']');
            } else if ((c == '}' || c == ']') && !open.isEmpty()) {
                open.deleteCharAt(0);
                best = text.substring(0, i + 1) + open;
            }
        }
        return best;
    }

    /** Leaves numbers, dates and words such as {@code no} as they are written. */
    private static final class TextsOnly extends Resolver {

        @Override
        protected void addImplicitResolvers() {}
    }
}
