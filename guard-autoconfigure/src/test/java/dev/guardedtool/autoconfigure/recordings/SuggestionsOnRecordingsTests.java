package dev.guardedtool.autoconfigure.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.expression.SpelExpressionCompiler;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.Replay;
import dev.guardedtool.replay.ReplaySummary;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.ReplayedRun;
import dev.guardedtool.replay.RunCounts;
import dev.guardedtool.replay.suggest.Suggestion;
import dev.guardedtool.replay.suggest.Suggestions;
import dev.guardedtool.replay.suggest.ToolSuggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Suggestions are made from one half of the recordings and judged on the other, both ways round. {@code -Plong
 * -Dguard.recordings=FOLDER}
 */
@Tag("long")
@EnabledIfSystemProperty(named = Recordings.FOLDER, matches = ".+")
class SuggestionsOnRecordingsTests {

    private static final Set<String> WRITES = Recordings.writes();

    private static Suggestion suggested(int half) {
        Suggestions suggestions = new Suggestions();
        Recordings.half(half, suggestions::add);
        return suggestions.suggest();
    }

    private static boolean writes(ToolSuggestion suggestion) {
        return suggestion.effect() == Effect.WRITE;
    }

    /** What is suggested for a tool of which only the name is known. */
    private static boolean writesByName(String tool) {
        Suggestions suggestions = new Suggestions();
        RecordedEvent call = new RecordedEvent.Call(ToolName.of(tool), "{}");
        suggestions.add(new RecordedRun("", "", null, null, List.of(call)));
        return suggestions.suggest().tools().stream().anyMatch(SuggestionsOnRecordingsTests::writes);
    }

    @Test
    void writesAreFound() {
        Map<String, Score> all = new TreeMap<>();
        Map<String, Score> there = new TreeMap<>();
        for (int half = 0; half < 2; half++) {
            Map<String, Boolean> suggested = new HashMap<>();
            suggested(half).tools().forEach(tool -> suggested.put(tool.tool().value(), writes(tool)));
            SeenTools seen = new SeenTools();
            Recordings.half(1 - half, seen::add);
            seen.called()
                    .forEach((dataset, tools) -> tools.forEach(tool -> {
                        boolean known = suggested.containsKey(tool);
                        boolean write = known ? suggested.get(tool) : writesByName(tool);
                        Score one = Score.NONE.plus(WRITES.contains(tool), write, !known);
                        all.merge(dataset, one, Score::plus);
                        if (seen.there(tool)) {
                            there.merge(dataset, one, Score::plus);
                        }
                        if (dataset.equals(SeenTools.ALL) && write != WRITES.contains(tool)) {
                            say((write ? "wrong " : "missed ")
                                    + tool
                                    + (known ? "" : " (by name)")
                                    + (seen.there(tool) ? "" : " (no such tool)"));
                        }
                    }));
        }
        all.forEach((dataset, score) -> say(dataset + ", all names: " + score));
        there.forEach((dataset, score) -> say(dataset + ", tools that are there: " + score));

        Score score = there.getOrDefault(SeenTools.ALL, Score.NONE);
        assertThat(score.precision()).isGreaterThanOrEqualTo(0.95);
        assertThat(score.recall()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void refusalsAreNotTakenForEffects() {
        Replayed without = replayed("once", half -> once(Map.of()));
        Replayed with = replayed(
                "once, effect-when as suggested", half -> once(suggested(half).policies()));

        assertThat(with.wrongReplays()).isLessThanOrEqualTo(without.wrongReplays() / 8);
    }

    @Test
    void whatIsSuggestedHardlyHarmsSuccessfulRuns() {
        Replayed without = replayed("nothing said", half -> Map.of());
        Replayed with = replayed("as suggested", half -> suggested(half).policies());

        assertThat(without.harmedShare()).isLessThanOrEqualTo(0.005);
        assertThat(with.harmedShare()).isLessThanOrEqualTo(0.005);
    }

    /** What came of both halves. */
    private record Replayed(int wrongReplays, double harmedShare) {}

    /** Replays both halves with what is said of the tools from the other half. */
    private static Replayed replayed(String name, Function<Integer, Map<ToolName, ToolPolicy>> said) {
        ReplaySummary summary = new ReplaySummary();
        Map<String, Integer> harm = new TreeMap<>();
        for (int half = 0; half < 2; half++) {
            Replay replay = Replay.builder(GuardPolicy.defaults().withTools(said.apply(half)))
                    .expressions(new SpelExpressionCompiler())
                    .build();
            Recordings.half(1 - half, run -> {
                ReplayedRun replayed = replay.replay(run);
                summary.add(replayed);
                for (ReplayedDecision decision : replayed.decisions()) {
                    if (decision.harmful()) {
                        harm.merge(describe(run, decision), 1, Integer::sum);
                    }
                }
            });
        }
        say(name + "\n" + summary.table());
        harm.forEach((what, count) -> say(count + " " + what));
        int wrong = harm.entrySet().stream()
                .filter(kind -> kind.getKey().startsWith(GuardReason.IDEMPOTENT_REPLAY.code()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        RunCounts successful = summary.all().successful();
        return new Replayed(wrong, (double) successful.harmed() / Math.max(1, successful.runs()));
    }

    private static String describe(RecordedRun run, ReplayedDecision decision) {
        RecordedEvent.Result really = run.resultOf(decision.event());
        boolean success = Boolean.TRUE.equals(run.success());
        return decision.reason().code() + " " + decision.tool() + (success ? " in a successful run" : "")
                + (really != null && really.ok() ? ", answered otherwise" : ", failed the second time");
    }

    private static Map<ToolName, ToolPolicy> once(Map<ToolName, ToolPolicy> suggested) {
        Map<ToolName, ToolPolicy> once = new HashMap<>();
        for (String write : WRITES) {
            ToolName tool = ToolName.of(write);
            String when =
                    suggested.getOrDefault(tool, ToolPolicy.NONE).effects().when();
            once.put(
                    tool,
                    ToolPolicy.builder().effect(Effect.ONCE).effectWhen(when).build());
        }
        return once;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
