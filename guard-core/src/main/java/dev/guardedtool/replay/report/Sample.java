package dev.guardedtool.replay.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of things out of any number. They are spread over groups as evenly as there is something to choose
 * from, and within each group over its lots, so that the rare ones are kept and only the frequent ones are thinned out.
 * Of a lot, those of the lowest ranks are kept; where ranks are hashes these are as good as drawn at random, yet the same
 * each time.
 *
 * @param <G> what groups are told apart by
 * @param <L> what the lots of a group are told apart by
 * @param <T> the things
 */
final class Sample<G, L, T> {

    private final int capacity;
    private final Map<G, Group<L, T>> groups = new LinkedHashMap<>();
    private int size;
    private long offered;

    Sample(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a sample holds at least one: " + capacity);
        }
        this.capacity = capacity;
    }

    /** Offers a thing, which is only made if it is kept for the time being. */
    void offer(G group, L lot, long rank, Supplier<T> thing) {
        Kept<T> kept = new Kept<>(rank, offered++);
        groups.computeIfAbsent(group, unseen -> new Group<>()).add(lot, kept);
        size++;
        if (size <= capacity || removeOne() != kept) {
            kept.thing = thing.get();
        }
    }

    private Kept<T> removeOne() {
        Map.Entry<G, Group<L, T>> largest = Collections.max(
                groups.entrySet(),
                Comparator.<Map.Entry<G, Group<L, T>>>comparingInt(group -> group.getValue().size)
                        .thenComparing(group -> group.getValue().last()));
        Kept<T> removed = largest.getValue().removeOne();
        if (largest.getValue().size == 0) {
            groups.remove(largest.getKey());
        }
        size--;
        return removed;
    }

    /** How many things were offered. */
    long offered() {
        return offered;
    }

    /** What is kept, in the order in which it was offered. */
    List<T> things() {
        List<Kept<T>> all = new ArrayList<>();
        groups.values().forEach(group -> group.lots.values().forEach(all::addAll));
        all.sort(Comparator.comparingLong(kept -> kept.offered));
        return all.stream().map(kept -> Objects.requireNonNull(kept.thing)).toList();
    }

    private static final class Group<L, T> {

        private final Map<L, PriorityQueue<Kept<T>>> lots = new LinkedHashMap<>();
        private int size;

        void add(L lot, Kept<T> kept) {
            lots.computeIfAbsent(lot, unseen -> new PriorityQueue<>(Comparator.reverseOrder()))
                    .add(kept);
            size++;
        }

        /** The one of the highest rank. */
        Kept<T> last() {
            return Collections.max(
                    lots.values().stream().map(PriorityQueue::element).toList());
        }

        Kept<T> removeOne() {
            Map.Entry<L, PriorityQueue<Kept<T>>> largest = Collections.max(
                    lots.entrySet(),
                    Comparator.<Map.Entry<L, PriorityQueue<Kept<T>>>>comparingInt(
                                    lot -> lot.getValue().size())
                            .thenComparing(lot -> lot.getValue().element()));
            Kept<T> removed = largest.getValue().remove();
            if (largest.getValue().isEmpty()) {
                lots.remove(largest.getKey());
            }
            size--;
            return removed;
        }
    }

    private static final class Kept<T> implements Comparable<Kept<T>> {

        private final long rank;
        private final long offered;
        private @Nullable T thing;

        Kept(long rank, long offered) {
            this.rank = rank;
            this.offered = offered;
        }

        @Override
        public int compareTo(Kept<T> other) {
            int byRank = Long.compare(rank, other.rank);
            return byRank == 0 ? Long.compare(offered, other.offered) : byRank;
        }
    }
}
