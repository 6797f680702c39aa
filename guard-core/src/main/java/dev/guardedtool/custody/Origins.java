package dev.guardedtool.custody;

import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.TrustedSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a run heard from the sources of arguments, and where somebody asks, from all others. Thread-safe. It is no part of
 * a snapshot, which holds no texts: a run that goes on elsewhere has to hear them again.
 */
final class Origins {

    static final RunState<Origins> STATE =
            RunState.of("origins", policy -> new Origins(), origins -> Map.of(), (policy, written) -> forgotten());

    private final Map<TrustedSource, List<Heard>> bySource = new ConcurrentHashMap<>();
    private final List<SourceText> read = new CopyOnWriteArrayList<>();
    private final AtomicLong size = new AtomicLong();
    private volatile boolean complete = true;

    private static Origins forgotten() {
        Origins origins = new Origins();
        origins.complete = false;
        return origins;
    }

    /** Remembers what the source said; false if there is no room for it. */
    boolean add(TrustedSource source, Heard heard, int most) {
        List<Heard> known = bySource.computeIfAbsent(source, name -> new CopyOnWriteArrayList<>());
        if (known.contains(heard)) {
            return true;
        }
        if (!fits(heard.text(), most)) {
            return false;
        }
        known.add(heard);
        return true;
    }

    /** Remembers an answer, whoever gave it. */
    void addRead(SourceText text, int most) {
        if (!read.contains(text)) {
            if (fits(text, most)) {
                read.add(text);
            } else {
                complete = false;
            }
        }
    }

    /** There was an answer that is not remembered. */
    void forget() {
        complete = false;
    }

    List<Heard> from(TrustedSource source) {
        return bySource.getOrDefault(source, List.of());
    }

    /** All that tools answered, as far as it is {@linkplain #complete() remembered}. */
    List<SourceText> read() {
        return read;
    }

    /** Whether {@link #read} holds all that tools answered. */
    boolean complete() {
        return complete;
    }

    private boolean fits(SourceText text, int most) {
        if (size.addAndGet(text.size()) > most) {
            size.addAndGet(-text.size());
            return false;
        }
        return true;
    }
}
