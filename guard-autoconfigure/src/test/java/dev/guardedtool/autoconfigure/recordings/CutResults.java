package dev.guardedtool.autoconfigure.recordings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The texts of a recorded run. Recordings cut long results, but say of each argument whether it was in an earlier one. A
 * value that was, and that no text holds any more, can be put back into every result before it that was cut.
 */
final class CutResults {

    private static final int CUT_AT = 2_000;
    private static final String MAIL = "- attachments:";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<JsonNode> events = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    CutResults(JsonNode run) {
        run.get("events").forEach(events::add);
        events.forEach(event -> texts.add(event.path("text").stringValue("")));
    }

    String text(int event) {
        return texts.get(event);
    }

    /**
     * Puts back what was cut.
     *
     * @param senders who may have written the mail that a value is put back into; empty for nobody that is known
     * @return what was put back
     */
    Set<String> restore(Set<String> senders) {
        Set<String> restored = new TreeSet<>();
        for (int i = 0; i < events.size(); i++) {
            JsonNode call = events.get(i);
            for (Map.Entry<String, JsonNode> seen : call.path("src").properties()) {
                String value = value(call.path("args"), seen.getKey());
                if (value != null
                        && seen.getValue().stringValue("").contains("t")
                        && !recorded(value, i)
                        && restored.add(value)) {
                    restore(value, senders, i);
                }
            }
        }
        return restored;
    }

    private boolean recorded(String value, int before) {
        String words = plain(value);
        for (int i = 0; i < before; i++) {
            if (isResult(i) && plain(recorded(i)).contains(words)) {
                return true;
            }
        }
        return false;
    }

    private void restore(String value, Set<String> senders, int before) {
        for (int i = 0; i < before; i++) {
            if (isResult(i) && recorded(i).length() >= CUT_AT) {
                StringBuilder text = new StringBuilder(texts.get(i));
                if (texts.get(i).startsWith(MAIL) && !senders.isEmpty()) {
                    senders.forEach(sender -> text.append("\n- ")
                            .append(JSON.writeValueAsString(Map.of("body", value, "sender", sender))));
                } else {
                    text.append("\n").append(value);
                }
                texts.set(i, text.toString());
            }
        }
    }

    private String recorded(int event) {
        return events.get(event).path("text").stringValue("");
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
