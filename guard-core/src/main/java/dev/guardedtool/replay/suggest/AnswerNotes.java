package dev.guardedtool.replay.suggest;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the successful answers of one tool were like: counts, no answers. */
final class AnswerNotes {

    private final Map<AnswerShape, Integer> shapes = new EnumMap<>(AnswerShape.class);
    private final Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);
    private final Map<ToldField, Integer> fields = new EnumMap<>(ToldField.class);
    private final Map<ToldField, Integer> refusing = new EnumMap<>(ToldField.class);
    private int all;
    private int refused;
    private int toldChange;

    void add(Answer answer) {
        all++;
        refused += answer.refused() ? 1 : 0;
        toldChange += answer.toldChange() ? 1 : 0;
        shapes.merge(answer.shape(), 1, Integer::sum);
        answer.refusals().forEach(refusal -> refusals.merge(refusal, 1, Integer::sum));
        answer.fields().forEach(field -> fields.merge(field, 1, Integer::sum));
        answer.refusing().forEach(field -> refusing.merge(field, 1, Integer::sum));
    }

    int all() {
        return all;
    }

    /** How many said that nothing happened. */
    int refused() {
        return refused;
    }

    /** How many were short and said that something was changed. */
    int toldChange() {
        return toldChange;
    }

    /** How many said that something has to be done first. */
    int asked() {
        return refusals.getOrDefault(Refusal.ASKS, 0);
    }

    boolean seen(AnswerShape shape) {
        return shapes.containsKey(shape);
    }

    boolean onlyObjects() {
        return all > 0 && shapes.getOrDefault(AnswerShape.OBJECT, 0) == all;
    }

    /** The ways of refusing that were seen, the most frequent first. */
    List<Refusal> refusals() {
        return refusals.keySet().stream()
                .sorted(Comparator.<Refusal>comparingInt(refusal -> -refusals.getOrDefault(refusal, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The fields that were seen to refuse. */
    Set<ToldField> refusing() {
        return new TreeSet<>(refusing.keySet());
    }

    boolean always(ToldField field) {
        return fields.getOrDefault(field, 0) == all;
    }
}
