package dev.guardedtool.replay.report;

import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedEvent.Call;
import dev.guardedtool.replay.RecordedEvent.Result;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of a run has to be read to judge an intervention in it.
 *
 * @param moments in order, what led up to it: what happened right before, earlier calls of the same tool, and where
 *     answers from memory come from; then the call or text itself and the recorded result
 * @param repeated the index of the last result of a call written exactly like this one, or null if there is none
 */
record Excerpt(List<Moment> moments, @Nullable Integer repeated) {

    private static final int RIGHT_BEFORE = 8;
    private static final int EARLIER_CALLS = 3;

    static Excerpt of(RecordedRun run, Ruling ruling) {
        int event = ruling.event();
        SortedSet<Integer> chosen = new TreeSet<>();
        rightBefore(run, event, chosen);
        Integer repeated = null;
        if (run.events().get(event) instanceof Call call) {
            sameTool(run, event, call, chosen);
            repeated = repeated(run, event, call);
        }
        chooseResult(repeated, chosen);
        chooseResult(servedFrom(ruling.first()), chosen);
        chooseResult(servedFrom(ruling.second()), chosen);
        chosen.add(event);
        if (run.resultOf(event) != null) {
            chosen.add(event + 1);
        }
        return new Excerpt(moments(run, chosen), repeated);
    }

    private static void rightBefore(RecordedRun run, int event, SortedSet<Integer> chosen) {
        int left = RIGHT_BEFORE;
        for (int i = event - 1; i >= 0 && left > 0; i--) {
            if (Moment.of(i, run.events().get(i)) != null) {
                chosen.add(i);
                left--;
            }
        }
        if (!chosen.isEmpty() && run.events().get(chosen.first()) instanceof Result) {
            chosen.add(chosen.first() - 1);
        }
    }

    private static void sameTool(RecordedRun run, int event, Call call, SortedSet<Integer> chosen) {
        int left = EARLIER_CALLS;
        for (int i = event - 1; i >= 0 && left > 0; i--) {
            if (!chosen.contains(i)
                    && run.events().get(i) instanceof Call other
                    && other.tool().equals(call.tool())) {
                chosen.add(i);
                if (run.resultOf(i) != null) {
                    chosen.add(i + 1);
                }
                left--;
            }
        }
    }

    private static @Nullable Integer repeated(RecordedRun run, int event, Call call) {
        for (int i = event - 1; i >= 0; i--) {
            if (run.events().get(i).equals(call) && run.resultOf(i) != null) {
                return i + 1;
            }
        }
        return null;
    }

    private static @Nullable Integer servedFrom(@Nullable ReplayedDecision decision) {
        return decision == null ? null : decision.servedFrom();
    }

    private static void chooseResult(@Nullable Integer result, SortedSet<Integer> chosen) {
        if (result != null) {
            chosen.add(result);
            chosen.add(result - 1);
        }
    }

    private static List<Moment> moments(RecordedRun run, SortedSet<Integer> chosen) {
        List<Moment> moments = new ArrayList<>();
        for (int index : chosen) {
            RecordedEvent event = run.events().get(index);
            Moment moment = Moment.of(index, event);
            if (moment != null) {
                moments.add(moment);
            }
        }
        return moments;
    }
}
