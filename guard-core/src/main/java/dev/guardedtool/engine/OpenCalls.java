package dev.guardedtool.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The allowed calls whose results are not recorded yet. Guarded by the run's lock. */
final class OpenCalls {

    private final List<OpenCall> calls = new ArrayList<>(4);

    /** The call that was allowed last, or null. */
    @Nullable
    OpenCall last() {
        return calls.isEmpty() ? null : calls.get(calls.size() - 1);
    }

    void add(OpenCall call) {
        call.slot = calls.size();
        calls.add(call);
    }

    /** Takes the call out; false if it was not open. */
    boolean remove(OpenCall call) {
        int slot = call.slot;
        if (slot < 0) {
            return false;
        }
        OpenCall last = calls.remove(calls.size() - 1);
        if (last != call) {
            calls.set(slot, last);
            last.slot = slot;
        }
        call.slot = -1;
        return true;
    }

    int size() {
        return calls.size();
    }

    List<OpenCall> all() {
        return List.copyOf(calls);
    }
}
