package dev.guardedtool.replay.suggest;

import dev.guardedtool.naming.NameVerdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen of one tool. Its size is bounded, however many calls there are. */
final class ToolNotes {

    private static final int MOST_ARGUMENTS = 16;
    private static final int LONGEST_ARGUMENT = 64;
    private static final int MOST_READERS = 32;

    final NameVerdict name;
    final AnswerNotes answers = new AnswerNotes();
    final CallsPerRun calls = new CallsPerRun();

    /** Identical calls in one run, the most there were of any. */
    final CallsPerRun identical = new CallsPerRun();

    /** Identical calls with nothing but reads in between. */
    final Pairs quiet = new Pairs();

    /** Identical calls of which the first was refused, and of which it was not. */
    final Pairs afterRefusal = new Pairs();

    final Pairs afterSuccess = new Pairs();
    final Map<String, ArgumentNotes> arguments = new LinkedHashMap<>();

    /** Identical reads before and after calls of this tool and of no other that could have written, by who read. */
    final Map<String, Pairs> around = new LinkedHashMap<>();

    private long all;
    private long unknownTool;
    private int runs;

    ToolNotes(NameVerdict name) {
        this.name = name;
    }

    /**
     * A call came back.
     *
     * @param answer what its successful result says, or null if it did not succeed
     * @param noSuchTool whether it failed since there is no such tool
     */
    void called(@Nullable Answer answer, boolean noSuchTool) {
        all++;
        unknownTool += noSuchTool ? 1 : 0;
        if (answer != null) {
            answers.add(answer);
        }
    }

    /** A run is over in which it was called so often, and so often with the same arguments. */
    void calledInRun(int times, int alike, @Nullable Boolean success) {
        runs++;
        calls.add(times, success);
        identical.add(alike, success);
    }

    long all() {
        return all;
    }

    int runs() {
        return runs;
    }

    /** How many calls were answered with that there is no such tool. */
    long unknownTool() {
        return unknownTool;
    }

    void argument(String argument, @Nullable String text) {
        ArgumentNotes notes = arguments.get(argument);
        boolean room = arguments.size() < MOST_ARGUMENTS && argument.length() <= LONGEST_ARGUMENT;
        if (notes == null && room) {
            notes = new ArgumentNotes();
            arguments.put(argument, notes);
        }
        if (notes != null) {
            notes.add(text);
        }
    }

    void readAround(String reader, boolean alike) {
        Pairs pairs = around.get(reader);
        if (pairs == null && around.size() < MOST_READERS) {
            pairs = new Pairs();
            around.put(reader, pairs);
        }
        if (pairs != null) {
            pairs.add(alike);
        }
    }

    /** Whether every call was answered with that there is no such tool. */
    boolean neverThere() {
        return all > 0 && unknownTool == all;
    }
}
