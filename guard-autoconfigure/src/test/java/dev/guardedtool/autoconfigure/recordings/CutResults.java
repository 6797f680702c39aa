package dev.guardedtool.autoconfigure.recordings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The texts of a recorded run. Recordings cut long results, but say of each argument whether it was in an earlier one. A
 * value that was, and that no text holds any more, is put back into every result before it that was cut.
 */
final class CutResults {

    private static final int CUT_AT = 2_000;

    private final List<JsonNode> events = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    CutResults(JsonNode run) {
        run.get("events").forEach(events::add);
        events.forEach(event -> texts.add(event.path("text").stringValue("")));
    }

    String text(int event) {
        return texts.get(event);
    }

    void restore() {
        for (int i = 0; i < events.size(); i++) {
            JsonNode call = events.get(i);
            for (Map.Entry<String, JsonNode> seen : call.path("src").properties()) {
                String value = value(call.path("args"), seen.getKey());
                if (value != null && seen.getValue().stringValue("").contains("t") && !known(value, i)) {
                    restore(value, i);
                }
            }
        }
    }

    private boolean known(String value, int before) {
        String words = plain(value);
        for (int i = 0; i < before; i++) {
            if (isResult(i) && plain(texts.get(i)).contains(words)) {
                return true;
            }
        }
        return false;
    }

    private void restore(String value, int before) {
        for (int i = 0; i < before; i++) {
            if (isResult(i) && events.get(i).path("text").stringValue("").length() >= CUT_AT) {
                texts.set(i, texts.get(i) + "\n" + value);
            }
        }
    }

    private boolean isResult(int event) {
        return events.get(event).path("type").stringValue("").equals("tool_result");
    }

    /** The value at a path such as {@code recipients[0]}. */
    private static @Nullable String value(JsonNode arguments, String path) {
        JsonNode node = arguments;
        for (String step : path.replace("]", "").split("[.\\[]")) {
            node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node.isValueNode() && !node.isNull() ? node.asString("") : null;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }
}
