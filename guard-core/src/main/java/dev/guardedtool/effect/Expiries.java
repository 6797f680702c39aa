package dev.guardedtool.effect;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * When it is worth looking whether something can be forgotten. Most effects are remembered for the same time, so that
 * they come in order and need no sorting.
 */
final class Expiries<T> {

    private final Deque<Expiry<T>> inOrder = new ArrayDeque<>();
    private final Queue<Expiry<T>> others = new PriorityQueue<>();

    private record Expiry<T>(Instant at, T what) implements Comparable<Expiry<T>> {

        @Override
        public int compareTo(Expiry<T> other) {
            return at.compareTo(other.at);
        }

        boolean due(Instant now) {
            return !at.isAfter(now);
        }
    }

    boolean isEmpty() {
        return inOrder.isEmpty() && others.isEmpty();
    }

    void add(Instant at, T what) {
        Expiry<T> last = inOrder.peekLast();
        Queue<Expiry<T>> queue = last == null || !at.isBefore(last.at) ? inOrder : others;
        queue.add(new Expiry<>(at, what));
    }

    /** One that is due, which is then no longer in here; null if there is none. */
    @Nullable
    T poll(Instant now) {
        T due = poll(inOrder, now);
        return due != null ? due : poll(others, now);
    }

    private static <T> @Nullable T poll(Queue<Expiry<T>> queue, Instant now) {
        Expiry<T> first = queue.peek();
        if (first == null || !first.due(now)) {
            return null;
        }
        queue.remove();
        return first.what;
    }
}
