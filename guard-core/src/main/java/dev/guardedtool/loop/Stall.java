package dev.guardedtool.loop;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the assistant's texts stand. */
final class Stall {

    @Nullable
    SaidText previous;

    int marker;
    int alike;
    int stalling;
    int rewrites;

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("previous", previous == null ? null : previous.words().write());
        written.put("marker", marker);
        written.put("alike", alike);
        written.put("stalling", stalling);
        written.put("rewrites", rewrites);
        return written;
    }

    void read(Written written) {
        if (written.has("previous")) {
            previous = SaidText.read(written.list("previous"));
        }
        marker = written.number("marker");
        alike = written.number("alike");
        stalling = written.number("stalling");
        rewrites = written.number("rewrites");
    }
}
