package dev.guardedtool.loop;

import dev.guardedtool.check.CallView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last calls of a run in a ring, newest at zero. It keeps a few more than are looked at, so that a call that is
 * taken back uncovers what it displaced.
 */
final class CallHistory {

    private static final int SPARE = 8;

    private final @Nullable CallKey[] keys;
    private final int[] hashes;
    private final boolean[] remembered;
    private final @Nullable CallView[] open;
    private int next;
    private int size;

    CallHistory(int window) {
        int capacity = window + SPARE;
        keys = new CallKey[capacity];
        hashes = new int[capacity];
        remembered = new boolean[capacity];
        open = new CallView[capacity];
    }

    /** A call that may run and that {@link #remove} or {@link #settle} will be told of. */
    void add(CallKey key, CallView call) {
        put(key, false, call);
    }

    /** A call that is over: from a snapshot, or answered from memory. */
    void add(CallKey key, boolean fromMemory) {
        put(key, fromMemory, null);
    }

    private void put(CallKey key, boolean fromMemory, @Nullable CallView call) {
        keys[next] = key;
        hashes[next] = key.hashCode();
        remembered[next] = fromMemory;
        open[next] = call;
        next = next + 1 == keys.length ? 0 : next + 1;
        size = Math.min(size + 1, keys.length);
    }

    int size() {
        return size;
    }

    CallKey key(int age) {
        return Objects.requireNonNull(keys[slot(age)]);
    }

    boolean fromMemory(int age) {
        return remembered[slot(age)];
    }

    private int slot(int age) {
        int slot = next - 1 - age;
        return slot < 0 ? slot + keys.length : slot;
    }

    /** How many of the last {@code window} calls were this one. */
    int count(CallKey key, int window) {
        int count = 0;
        int hash = key.hashCode();
        int slot = next;
        for (int left = Math.min(size, window); left > 0; left--) {
            slot = slot == 0 ? keys.length - 1 : slot - 1;
            if (hashes[slot] == hash && key.equals(keys[slot])) {
                count++;
            }
        }
        return count;
    }

    /** Takes a call back as if it had never been added. */
    void remove(CallView call) {
        int age = find(call);
        if (age < 0) {
            return;
        }
        for (int younger = age - 1; younger >= 0; younger--) {
            int from = slot(younger);
            int to = slot(younger + 1);
            keys[to] = keys[from];
            hashes[to] = hashes[from];
            remembered[to] = remembered[from];
            open[to] = open[from];
        }
        next = slot(0);
        keys[next] = null;
        open[next] = null;
        size--;
    }

    /** The call is over and can no longer be taken back. */
    void settle(CallView call) {
        int age = find(call);
        if (age >= 0) {
            open[slot(age)] = null;
        }
    }

    private int find(CallView call) {
        for (int age = 0; age < size; age++) {
            if (open[slot(age)] == call) {
                return age;
            }
        }
        return -1;
    }

    List<Map<String, Object>> write() {
        List<Map<String, Object>> written = new ArrayList<>(size);
        for (int age = size - 1; age >= 0; age--) {
            Map<String, Object> entry = new LinkedHashMap<>(key(age).write());
            if (fromMemory(age)) {
                entry.put("from_memory", true);
            }
            written.add(entry);
        }
        return written;
    }

    void read(List<?> written) {
        for (Object entry : written) {
            Written call = Written.of(entry);
            add(CallKey.read(call), call.flag("from_memory"));
        }
    }
}
