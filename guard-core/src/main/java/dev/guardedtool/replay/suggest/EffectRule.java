package dev.guardedtool.replay.suggest;

import dev.guardedtool.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Whether a tool writes: by its name, by answers that tell of a change, and by reads that answer differently after it.
 * Where name and behaviour contradict each other nothing is proposed.
 */
final class EffectRule {

    /** From so many observations on, behaviour alone is believed. */
    private static final int ENOUGH = 3;

    private final SortedMap<String, ToolNotes> tools;

    /** What was found. */
    record Finding(Effect effect, Confidence confidence, String evidence) {}

    EffectRule(SortedMap<String, ToolNotes> tools) {
        this.tools = tools;
    }

    Finding find(ToolNotes notes) {
        Pairs around = around(notes);
        String evidence = evidence(notes, around);
        if (notes.neverThere()) {
            return new Finding(Effect.UNKNOWN, Confidence.LOW, "there is no such tool: " + evidence);
        }
        boolean told = mostly(notes.answers.toldChange(), notes.answers.all() - notes.answers.refused());
        boolean changed = mostly(around.different(), around.all());
        boolean hint = notes.answers.toldChange() > 0 || around.different() > 0;
        return switch (notes.name.kind()) {
            case WRITE -> new Finding(Effect.WRITE, hint ? Confidence.HIGH : Confidence.MEDIUM, evidence);
            case MAYBE_WRITE -> new Finding(Effect.WRITE, hint ? Confidence.HIGH : Confidence.LOW, evidence);
            case HINT_OF_WRITE ->
                told || changed || mostly(notes.answers.asked(), notes.answers.all())
                        ? new Finding(Effect.WRITE, Confidence.MEDIUM, evidence)
                        : unknown(evidence);
            case READ ->
                told
                        ? unknown("the name and the answers contradict each other: " + evidence)
                        : new Finding(Effect.READ, reads(notes), evidence);
            case SILENT ->
                (told && (changed || sure(notes))) || (changed && around.different() >= ENOUGH)
                        ? new Finding(Effect.WRITE, Confidence.MEDIUM, evidence)
                        : unknown(evidence);
            case APART, ANYTHING -> unknown(evidence);
        };
    }

    private static boolean sure(ToolNotes notes) {
        return notes.answers.toldChange() >= ENOUGH;
    }

    private static Confidence reads(ToolNotes notes) {
        return notes.answers.all() >= ENOUGH ? Confidence.HIGH : Confidence.MEDIUM;
    }

    private static Finding unknown(String evidence) {
        return new Finding(Effect.UNKNOWN, Confidence.LOW, evidence);
    }

    /** Half of them or more, and more than none. */
    private static boolean mostly(int some, int all) {
        return some > 0 && 2 * some >= all;
    }

    /** Readers whose answers change by themselves prove nothing. */
    private Pairs around(ToolNotes notes) {
        Pairs sum = new Pairs();
        for (Map.Entry<String, Pairs> reader : notes.around.entrySet()) {
            ToolNotes reads = tools.get(reader.getKey());
            if (reads != null && 5 * reads.quiet.different() <= reads.quiet.all()) {
                sum.add(reader.getValue());
            }
        }
        return sum;
    }

    private static String evidence(ToolNotes notes, Pairs around) {
        List<String> said = new ArrayList<>();
        said.add(
                switch (notes.name.kind()) {
                    case SILENT -> "the name says nothing";
                    case APART, ANYTHING -> "\"" + notes.name.word() + "\" can be either";
                    default -> "\"" + notes.name.word() + "\" in the name";
                });
        said.add(Counted.of(notes.all(), "call") + " in " + Counted.of(notes.runs(), "run"));
        if (notes.answers.all() < notes.all()) {
            said.add(notes.answers.all() + " ok");
        }
        if (notes.unknownTool() > 0) {
            said.add(notes.unknownTool() + " answered that there is no such tool");
        }
        if (notes.answers.toldChange() > 0) {
            said.add(notes.answers.toldChange() + " told of a change");
        }
        if (notes.answers.asked() > 0) {
            said.add(notes.answers.asked() + " asked for something first");
        }
        if (around.all() > 0) {
            said.add(around.different() + " of " + Counted.of(around.all(), "identical read") + " differed after it");
        }
        Pairs repeats = notes.quiet;
        if (repeats.all() > 0) {
            said.add(repeats.different() + " of " + Counted.of(repeats.all(), "identical repeat")
                    + " without a write between differed");
        }
        return String.join(", ", said);
    }
}
