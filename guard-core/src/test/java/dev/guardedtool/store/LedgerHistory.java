package dev.guardedtool.store;

import dev.guardedtool.effect.EffectState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a ledger and what it answered, and whether a ledger that does one thing after the other could have
 * answered so. What failed may have been done at any time after it was asked for, or never.
 */
public final class LedgerHistory {

    private final ConcurrentMap<String, ConcurrentLinkedQueue<Operation>> byKey = new ConcurrentHashMap<>();

    /** What can be asked of a ledger. */
    public enum Kind {
        RESERVE,
        COMPLETE,
        RELEASE,
        MARK_UNKNOWN,
        FIND,
        SETTLE_HAPPENED,
        SETTLE_NOT
    }

    /** What a ledger knows of one key; no call for a free one. */
    record Known(@Nullable EffectState state, String callId) {

        static final Known FREE = new Known(null, "");

        boolean openOf(String asking) {
            return callId.equals(asking) && (state == EffectState.RESERVED || state == EffectState.UNKNOWN);
        }

        String text() {
            return state == null ? "free" : state + " by " + callId;
        }
    }

    /** One question and its answer; null for one that failed. */
    public record Operation(
            Kind kind,
            String callId,
            long began,
            long ended,
            @Nullable String answer) {}

    /** What a ledger is in afterwards, and what it answers. */
    private record Step(Known after, String answer) {}

    /** Asks, and writes down what came of it. Null if it failed. */
    @Nullable
    String ask(String key, Kind kind, String callId, Supplier<String> question) {
        long began = System.nanoTime();
        String answer = null;
        try {
            answer = question.get();
            return answer;
        } catch (StoreException e) {
            return null;
        } finally {
            add(key, new Operation(kind, callId, began, System.nanoTime(), answer));
        }
    }

    /** Writes down what was asked of a key and answered. */
    public void add(String key, Operation operation) {
        byKey.computeIfAbsent(key, any -> new ConcurrentLinkedQueue<>()).add(operation);
    }

    /** How much was asked. */
    public int size() {
        return byKey.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum();
    }

    /** How much of it failed. */
    public long failed() {
        return byKey.values().stream()
                .flatMap(ConcurrentLinkedQueue::stream)
                .filter(operation -> operation.answer == null)
                .count();
    }

    /** The keys of which no ledger answers like that. */
    public List<String> impossible() {
        return byKey.entrySet().stream()
                .filter(key -> !new Search(new ArrayList<>(key.getValue())).possible(new BitSet(), Known.FREE))
                .map(key -> key.getKey() + ": " + key.getValue())
                .toList();
    }

    private static Step step(Known now, Operation asked) {
        String me = asked.callId;
        return switch (asked.kind) {
            case FIND -> new Step(now, now.text());
            case RESERVE ->
                now.state == null ? new Step(new Known(EffectState.RESERVED, me), "taken") : new Step(now, now.text());
            case COMPLETE ->
                now.openOf(me)
                        ? new Step(new Known(EffectState.EXECUTED, me), "true")
                        : new Step(now, Boolean.toString(now.equals(new Known(EffectState.EXECUTED, me))));
            case RELEASE -> new Step(now.openOf(me) ? Known.FREE : now, "done");
            case MARK_UNKNOWN -> new Step(now.openOf(me) ? new Known(EffectState.UNKNOWN, me) : now, "done");
            case SETTLE_HAPPENED, SETTLE_NOT -> {
                boolean settles = now.equals(new Known(EffectState.UNKNOWN, me));
                Known settled = asked.kind == Kind.SETTLE_NOT ? Known.FREE : new Known(EffectState.EXECUTED, me);
                yield new Step(settles ? settled : now, Boolean.toString(settles));
            }
        };
    }

    /** Tries every order in which the operations of one key may have happened. */
    private record Search(List<Operation> operations, Set<List<Object>> seen) {

        Search(List<Operation> operations) {
            this(operations, new HashSet<>());
        }

        boolean possible(BitSet done, Known now) {
            long firstEnd = Long.MAX_VALUE;
            boolean left = false;
            for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
                if (operations.get(i).answer != null) {
                    left = true;
                    firstEnd = Math.min(firstEnd, operations.get(i).ended);
                }
            }
            if (!left) {
                return true;
            }
            if (!seen.add(List.of(done.clone(), now))) {
                return false;
            }
            for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
                Operation next = operations.get(i);
                Step step = step(now, next);
                if (next.began <= firstEnd && (next.answer == null || next.answer.equals(step.answer))) {
                    BitSet with = (BitSet) done.clone();
                    with.set(i);
                    if (possible(with, step.after)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
