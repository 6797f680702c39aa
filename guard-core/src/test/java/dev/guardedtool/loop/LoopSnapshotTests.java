package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.RunSnapshot;
import dev.guardedtool.engine.SnapshotException;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A run goes on where its snapshot left it, and the snapshot tells nothing of what was asked, answered or said. */
class LoopSnapshotTests {

    private static final GuardPolicy SEARCH =
            Talk.policy(look -> look.queryArgs(List.of("q")).cache(false));

    @Test
    void holdsNoArgumentsAnswersQuestionsOrTexts() {
        Talk talk = Talk.with(SEARCH);
        talk.ok("look", "{\"q\":\"wallaby refunds\"}", "quokka");
        talk.fails("look", "{\"q\":\"numbat\"}", "404");
        talk.ok("save", "{\"to\":\"bandicoot\"}", Map.of("potoroo", 1));
        talk.says("The bilby is fine.");

        String written = talk.run().snapshot().toJson();

        assertThat(written)
                .doesNotContainIgnoringCase("wallaby")
                .doesNotContainIgnoringCase("quokka")
                .doesNotContainIgnoringCase("numbat")
                .doesNotContainIgnoringCase("bandicoot")
                .doesNotContainIgnoringCase("potoroo")
                .doesNotContainIgnoringCase("bilby");
    }

    @Test
    void aRestoredRunWritesTheSameSnapshot() {
        Talk talk = Talk.with(SEARCH);
        wander(talk, new Random(1), 50);
        Object before = loop(talk);

        talk.restart();

        assertThat(loop(talk))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(before);
    }

    /** Without served answers a restart makes no difference to any decision. */
    @Test
    void aRestartChangesNoDecision() {
        GuardPolicy policy =
                SEARCH.withToolDefaults(ToolPolicy.builder().cache(false).build());
        for (int seed = 0; seed < 40; seed++) {
            Talk steady = Talk.with(policy);
            Talk restarted = Talk.with(policy);
            Random random = new Random(seed);
            Random same = new Random(seed);
            for (int step = 0; step < 40; step++) {
                List<String> expected = wander(steady, random, 1);
                List<String> actual = wander(restarted, same, 1);
                assertThat(actual).as("seed %s, step %s", seed, step).isEqualTo(expected);
                restarted.restart();
            }
        }
    }

    @Test
    void aDamagedSectionIsRefused() {
        Talk talk = Talk.with(SEARCH);
        Map<String, Object> section = talk.run().snapshot().sections().get("loop");
        Map<String, Object> damaged = new LinkedHashMap<>(section);
        damaged.put("history", List.of(Map.of("tool", "look", "arguments", "not hex")));
        RunSnapshot snapshot = talk.run().snapshot();
        snapshot.sections().put("loop", damaged);

        assertThatThrownBy(() -> talk.restart(snapshot)).isInstanceOf(SnapshotException.class);
    }

    private static Object loop(Talk talk) {
        return RunSnapshot.fromJson(talk.run().snapshot().toJson()).sections().get("loop");
    }

    private static List<String> wander(Talk talk, Random random, int steps) {
        List<String> told = new ArrayList<>();
        String[] tools = {"look", "glance", "save", "other"};
        String[] questions = {"refund policy", "the refund policy", "refund policy 2", "opening hours"};
        String[] texts = {"Sorry for the delay.", "One moment, please wait.", "Your order has shipped.", "Done."};
        for (int step = 0; step < steps; step++) {
            if (random.nextInt(4) == 0) {
                Decision decision = talk.says(texts[random.nextInt(texts.length)]);
                told.add(decision == null ? "silence" : decision.reason().code());
            } else {
                String arguments = "{\"q\":\"" + questions[random.nextInt(questions.length)] + "\"}";
                ToolResult result =
                        random.nextInt(3) == 0 ? ToolResult.failed("404") : ToolResult.ok(random.nextInt(2));
                Decision decision = talk.call(tools[random.nextInt(tools.length)], arguments, result);
                told.add(decision.type() + " " + decision.explanation());
            }
        }
        return told;
    }
}
