package dev.guardedtool.replay;

import dev.guardedtool.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Token counts under the names that providers and recorders give them. */
final class UsageDraft {

    private @Nullable String model;
    private long input = -1;
    private long output = -1;
    private long cached = -1;
    private long total = -1;

    /** Takes everything in the object that was begun. */
    void takeAll(JsonLine line) {
        for (String name = line.name(); name != null; name = line.name()) {
            line.next();
            take(name, line);
        }
    }

    /** Takes the value of that name, or passes over it. */
    void take(String name, JsonLine line) {
        switch (name) {
            case "model" -> model = line.text();
            case "input_tokens", "prompt_tokens", "input" -> input = line.count();
            case "output_tokens", "completion_tokens", "output" -> output = line.count();
            case "cached_input_tokens", "cached_tokens" -> cached = line.count();
            case "total", "total_tokens" -> total = line.count();
            case "input_tokens_details", "prompt_tokens_details" -> details(line);
            default -> line.skip();
        }
    }

    private void details(JsonLine line) {
        if (line.current() == JsonToken.START_OBJECT) {
            takeAll(line);
        }
        line.skip();
    }

    /** What was taken. Where there is only a total, it counts as input; without any count the usage is unreported. */
    Usage usage() {
        if (input < 0 && output < 0) {
            return total < 0 ? Usage.unreported(model) : Usage.of(model, total, 0);
        }
        long read = Math.max(0, input);
        return new Usage(model, read, Math.max(0, output), Math.min(read, Math.max(0, cached)), null, true);
    }
}
