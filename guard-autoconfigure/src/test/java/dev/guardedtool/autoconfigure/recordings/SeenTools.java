package dev.guardedtool.autoconfigure.recordings;

import dev.guardedtool.replay.RecordedEvent.Call;
import dev.guardedtool.replay.RecordedEvent.Result;
import dev.guardedtool.replay.RecordedRun;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The tools that were called, by dataset, and those of them that were there. */
final class SeenTools {

    static final String ALL = "ALL";

    private static final Pattern NOT_THERE = Pattern.compile("(?i)(?:invalid|unknown|no such) tool");

    private final SortedMap<String, SortedSet<String>> called = new TreeMap<>();
    private final Set<String> there = new TreeSet<>();

    void add(RecordedRun run) {
        for (int i = 0; i < run.events().size(); i++) {
            if (run.events().get(i) instanceof Call call) {
                String tool = call.tool().value();
                called.computeIfAbsent(run.dataset(), dataset -> new TreeSet<>())
                        .add(tool);
                called.computeIfAbsent(ALL, dataset -> new TreeSet<>()).add(tool);
                Result result = run.resultOf(i);
                if (result != null
                        && (result.ok() || !NOT_THERE.matcher(result.text()).find())) {
                    there.add(tool);
                }
            }
        }
    }

    SortedMap<String, SortedSet<String>> called() {
        return called;
    }

    boolean there(String tool) {
        return there.contains(tool);
    }
}
