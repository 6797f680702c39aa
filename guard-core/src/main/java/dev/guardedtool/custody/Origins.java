package dev.guardedtool.custody;

import dev.guardedtool.check.RunState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What a run heard from the sources of arguments. Thread-safe. It is no part of a snapshot, which holds no texts: a run
 * that goes on elsewhere has to hear them again.
 */
final class Origins {

    static final RunState<Origins> STATE =
            RunState.of("origins", policy -> new Origins(), origins -> Map.of(), (policy, written) -> new Origins());

    private final Map<String, List<SourceText>> bySource = new ConcurrentHashMap<>();
    private final AtomicLong size = new AtomicLong();

    /** Remembers the text; false if there is no room for it. */
    boolean add(String source, SourceText text, int most) {
        List<SourceText> known = bySource.computeIfAbsent(source, name -> new CopyOnWriteArrayList<>());
        if (known.contains(text)) {
            return true;
        }
        if (size.addAndGet(text.size()) > most) {
            size.addAndGet(-text.size());
            return false;
        }
        known.add(text);
        return true;
    }

    boolean any(Set<String> sources, Predicate<SourceText> wanted) {
        for (String source : sources) {
            List<SourceText> texts = bySource.get(source);
            if (texts != null && texts.stream().anyMatch(wanted)) {
                return true;
            }
        }
        return false;
    }
}
