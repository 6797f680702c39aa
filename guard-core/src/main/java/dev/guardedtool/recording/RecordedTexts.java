package dev.guardedtool.recording;

import dev.guardedtool.Usage;
import dev.guardedtool.signature.PlainJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the assistant says and what models use, as it is written down. */
final class RecordedTexts {

    private static final int KEPT = Disguise.LONGEST_TEXT - 20;

    private final Disclosure disclosure;

    RecordedTexts(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    /** The event of a text. */
    String said(String text, @Nullable Verdict verdict, Disguise disguise) {
        StringBuilder event = new StringBuilder("{\"type\":\"assistant\",\"text\":");
        boolean clear = disclosure == Disclosure.CLEAR;
        PlainJson.append(event, clear ? disguise.clear(text, Disguise.LONGEST_TEXT, KEPT) : disguise.fingerprint(text));
        if (!clear) {
            event.append(",\"length\":").append(text.length());
        }
        if (verdict != null) {
            verdict.appendTo(event);
        }
        return event.append('}').toString();
    }

    /** The event of usage; a model that did not say what it used has no counts. */
    static String used(Usage usage) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "usage");
        if (usage.model() != null) {
            event.put("model", usage.model());
        }
        if (usage.reported()) {
            event.put("input_tokens", usage.inputTokens());
            event.put("output_tokens", usage.outputTokens());
            event.put("cached_input_tokens", usage.cachedInputTokens());
            event.put("total", usage.inputTokens() + usage.outputTokens());
        }
        return PlainJson.of(event);
    }
}
