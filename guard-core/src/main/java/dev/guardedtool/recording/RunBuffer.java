package dev.guardedtool.recording;

import dev.guardedtool.check.CallView;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run until it ends, as JSON. What comes when it is full is counted and left out, results of calls that
 * are in it excepted. Thread-safe.
 */
final class RunBuffer {

    private final int maxEvents;
    private final long maxSize;
    private final LongAdder droppedInAll;
    private final List<Object> events = new ArrayList<>();
    private final IdentityHashMap<CallView, RecordedCall> open = new IdentityHashMap<>();
    private long size;
    private int dropped;
    private boolean full;
    private boolean ended;
    private @Nullable String model;
    private int turn;
    private boolean modelSeen;
    private boolean turnBegun;

    RunBuffer(int maxEvents, long maxSize, LongAdder droppedInAll) {
        this.maxEvents = maxEvents;
        this.maxSize = maxSize;
        this.droppedInAll = droppedInAll;
    }

    /** Whether another event has room; otherwise it is counted as dropped. */
    synchronized boolean hasRoom() {
        if (full || ended) {
            drop();
            return false;
        }
        return true;
    }

    /** The model answered: what it calls next belongs together. */
    synchronized void answered(@Nullable String by, String event) {
        model = by == null ? model : by;
        modelSeen = true;
        turnBegun = false;
        add(event, event.length());
    }

    /** A call, whose event begins like that. */
    synchronized void called(CallView call, String begun, @Nullable Verdict verdict) {
        if (!modelSeen || !turnBegun) {
            turn++;
            turnBegun = true;
        }
        RecordedCall recorded = new RecordedCall(begun, turn, verdict);
        if (add(recorded, begun.length())) {
            open.put(call, recorded);
        }
    }

    /** Something behind the guard refused the call. */
    synchronized void overruled(CallView call, Verdict verdict) {
        RecordedCall recorded = open.remove(call);
        if (recorded != null) {
            recorded.verdict(verdict);
        }
    }

    /** Whether the call is in here and waits for its result. */
    synchronized boolean awaits(CallView call) {
        return open.containsKey(call);
    }

    synchronized void returned(CallView call, String result) {
        RecordedCall recorded = open.remove(call);
        if (recorded == null) {
            drop();
            return;
        }
        recorded.result(result);
        size += result.length();
    }

    private boolean add(Object event, int length) {
        full |= events.size() >= maxEvents || size + length > maxSize;
        if (full || ended) {
            drop();
            return false;
        }
        events.add(event);
        size += length;
        return true;
    }

    private void drop() {
        dropped++;
        droppedInAll.increment();
    }

    /** Takes everything out; later events are dropped. */
    synchronized Content end() {
        ended = true;
        Content content = new Content(List.copyOf(events), size, dropped, model);
        events.clear();
        open.clear();
        return content;
    }

    /**
     * A run that is over.
     *
     * @param events JSON of the events, by their text
     * @param size about how long that is, in characters
     * @param dropped how many events are missing
     * @param model the model that answered last, or null
     */
    record Content(
            List<Object> events,
            long size,
            int dropped,
            @Nullable String model) {}
}
