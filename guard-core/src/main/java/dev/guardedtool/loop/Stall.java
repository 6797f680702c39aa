package dev.guardedtool.loop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the assistant's texts stand. */
final class Stall {

    /** How many distinct words of a text are remembered. */
    static final int MOST_WORDS = 16_384;

    @Nullable
    Hashes previous;

    int marker;
    int alike;
    int stalling;
    int rewrites;

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("previous", previous == null ? null : previous.write());
        written.put("marker", marker);
        written.put("alike", alike);
        written.put("stalling", stalling);
        written.put("rewrites", rewrites);
        return written;
    }

    void read(Written written) {
        if (written.has("previous")) {
            List<?> words = written.list("previous");
            previous = Hashes.read(words, MOST_WORDS);
        }
        marker = written.number("marker");
        alike = written.number("alike");
        stalling = written.number("stalling");
        rewrites = written.number("rewrites");
    }
}
