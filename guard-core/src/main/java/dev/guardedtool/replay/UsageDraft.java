package dev.guardedtool.replay;

import dev.guardedtool.Usage;
import org.jspecify.annotations.Nullable;

/** Token counts under the names that providers and recorders give them. */
final class UsageDraft {

    private @Nullable String model;
    private long input = -1;
    private long output = -1;
    private long cached = -1;
    private long total = -1;

    /** Takes the value of that name, or passes over it. */
    void take(String name, JsonLine line) {
        switch (name) {
            case "model" -> model = line.text();
            case "input_tokens", "prompt_tokens", "input" -> input = line.count();
            case "output_tokens", "completion_tokens", "output" -> output = line.count();
            case "cached_input_tokens", "cached_tokens" -> cached = line.count();
            case "total", "total_tokens" -> total = line.count();
            default -> line.skip();
        }
    }

    /** What was taken. Where there is only a total, it counts as input; without any count the usage is unreported. */
    Usage usage(@Nullable String otherModel) {
        String by = model != null ? model : otherModel;
        if (input < 0 && output < 0) {
            return total < 0 ? Usage.unreported(by) : Usage.of(by, total, 0);
        }
        long read = Math.max(0, input);
        return new Usage(by, read, Math.max(0, output), Math.min(read, Math.max(0, cached)), null, true);
    }
}
