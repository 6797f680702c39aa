package dev.guardedtool.replay.suggest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen of one tool. Its size is bounded, however many calls there are. */
final class ToolNotes {

    private static final int MOST_ARGUMENTS = 32;
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

    long all;
    long failed;
    long unknownTool;
    int runs;

    ToolNotes(NameVerdict name) {
        this.name = name;
    }

    void argument(String argument, @Nullable String text) {
        ArgumentNotes notes = arguments.get(argument);
        if (notes == null && arguments.size() < MOST_ARGUMENTS) {
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
