package dev.guardedtool.demo.replay;

import dev.guardedtool.replay.MalformedLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines that hold no run, by what is wrong with them. */
public final class SkippedLines {

    private static final int NAMED = 10;

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /** Takes note of a line. */
    public void add(MalformedLine line) {
        kinds.computeIfAbsent(kind(line.reason()), reason -> new Kind()).add(line);
    }

    /** Whether there are any. */
    public boolean any() {
        return !kinds.isEmpty();
    }

    /** One sentence for each kind, with the first lines of it. */
    public List<String> report() {
        List<String> sentences = new ArrayList<>();
        kinds.forEach((reason, kind) -> sentences.add(kind.sentence(reason)));
        return sentences;
    }

    /** Details follow on a colon. */
    private static String kind(String reason) {
        int colon = reason.indexOf(':');
        return colon < 0 ? reason : reason.substring(0, colon);
    }

    private static final class Kind {

        private final List<String> named = new ArrayList<>();
        private long count;

        void add(MalformedLine line) {
            count++;
            if (named.size() < NAMED) {
                named.add(line.file() + ":" + line.line());
            }
        }

        String sentence(String reason) {
            String lines = count == 1
                    ? "skipped a line that " + reason
                    : "skipped " + count + " lines; each of them " + reason;
            String more = count > named.size() ? " and " + (count - named.size()) + " more" : "";
            return lines + ": " + String.join(", ", named) + more;
        }
    }
}
