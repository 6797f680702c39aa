package dev.guardedtool.effect;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * When it is worth looking whether an effect can be forgotten. Most effects are remembered for the same time, so that
 * they come in order and need no sorting.
 */
final class Expiries {

    private final Deque<Expiry> inOrder = new ArrayDeque<>();
    private final Queue<Expiry> others = new PriorityQueue<>();

    private record Expiry(Instant at, EffectKey key) implements Comparable<Expiry> {

        @Override
        public int compareTo(Expiry other) {
            return at.compareTo(other.at);
        }

        boolean due(Instant now) {
            return !at.isAfter(now);
        }
    }

    boolean isEmpty() {
        return inOrder.isEmpty() && others.isEmpty();
    }

    void add(Instant at, EffectKey key) {
        Expiry last = inOrder.peekLast();
        Queue<Expiry> queue = last == null || !at.isBefore(last.at) ? inOrder : others;
        queue.add(new Expiry(at, key));
    }

    /** One that is due, which is then no longer in here; null if there is none. */
    @Nullable
    EffectKey poll(Instant now) {
        EffectKey due = poll(inOrder, now);
        return due != null ? due : poll(others, now);
    }

    private static @Nullable EffectKey poll(Queue<Expiry> queue, Instant now) {
        Expiry first = queue.peek();
        if (first == null || !first.due(now)) {
            return null;
        }
        queue.remove();
        return first.key;
    }
}
