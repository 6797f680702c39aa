package dev.guardedtool.replay;

import static dev.guardedtool.replay.Given.call;
import static dev.guardedtool.replay.Given.failed;
import static dev.guardedtool.replay.Given.ok;
import static dev.guardedtool.replay.Given.run;
import static dev.guardedtool.replay.Given.said;
import static dev.guardedtool.replay.Given.writes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.guardedtool.DecisionType;
import dev.guardedtool.Effect;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each clause of what touched, harmed and suppressed mean. */
class JudgeTests {

    private static final RecordedEvent CALL = call("t", "{\"a\": 1, \"b\": 2}");

    private static final GuardPolicy DENIED = GuardPolicy.defaults()
            .withTools(Map.of(
                    ToolName.of("t"), ToolPolicy.builder().access(Access.DENY).build()));

    private static List<Boolean> harmful(GuardPolicy policy, RecordedEvent... events) {
        return Replay.of(policy).replay(run(events)).decisions().stream()
                .map(ReplayedDecision::harmful)
                .toList();
    }

    @Test
    void aRefusalOfACallThatBroughtSomethingForTheFirstTimeHarms() {
        assertThat(harmful(DENIED, CALL, ok("news"))).containsExactly(true);
    }

    @Test
    void aRefusalOfACallThatBroughtTheSameAgainDoesNoHarm() {
        assertThat(harmful(DENIED, CALL, ok("news"), CALL, ok("news"))).containsExactly(true, false);
    }

    @Test
    void aRefusalOfACallThatBroughtSomethingElseHarms() {
        assertThat(harmful(DENIED, CALL, ok("news"), CALL, ok("other news"), CALL, ok("news")))
                .containsExactly(true, true, true);
    }

    @Test
    void onlyTheLastAnswerToTheSameCallCounts() {
        RecordedEvent otherTool = call("u", "{\"a\": 1, \"b\": 2}");
        RecordedEvent otherArguments = call("t", "{\"a\": 1, \"b\": 3}");

        assertThat(harmful(DENIED, otherTool, ok("news"), otherArguments, ok("news"), CALL, ok("news")))
                .containsExactly(true, true);
    }

    @Test
    void aRefusalOfACallThatFailedDoesNoHarm() {
        assertThat(harmful(DENIED, CALL, failed("404", "no"))).containsExactly(false);
    }

    @Test
    void aFailureIsAnAnswerTheAgentHasToo() {
        assertThat(harmful(DENIED, CALL, failed("404", "empty"), CALL, ok("empty"), CALL, ok("full")))
                .containsExactly(false, false, true);
    }

    @Test
    void aCallWithoutARecordedResultCountsNeitherWay() {
        ReplayedRun replayed = Replay.of(DENIED).replay(run(CALL, said("well"), CALL));

        assertThat(replayed.touched()).isTrue();
        assertThat(replayed.harmed()).isFalse();
        assertThat(harmful(DENIED, CALL, ok("news"), CALL, said("well"), CALL, ok("news")))
                .containsExactly(true, false, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"b\":2,\"a\":1}                  | false",
                "{ \"a\" : 1 , \"b\" : 2 }          | false",
                "{\"\\u0061\":1,\"b\":2}            | false",
                "{\"a\":1,\"b\":2,\"c\":null}       | true",
                "{\"a\":\"1\",\"b\":2}              | true",
                "{\"a\":1.0,\"b\":2}                | true",
                "{\"a\":[1],\"b\":2}                | true",
            })
    void argumentsAreTheSameUpToOrderAndSpace(String arguments, boolean harmful) {
        assertThat(harmful(DENIED, CALL, ok("news"), call("t", arguments), ok("news")))
                .containsExactly(true, harmful);
    }

    @Test
    void anAnswerFromMemoryThatIsTheRecordedOneDoesNoHarm() {
        ReplayedRun replayed =
                Replay.of(GuardPolicy.defaults()).replay(run(CALL, ok("x"), CALL, ok("x"), CALL, ok("x")));

        assertThat(replayed.decisions()).extracting(ReplayedDecision::type).containsExactly(DecisionType.CACHE);
        assertThat(replayed.harmed()).isFalse();
    }

    @Test
    void anAnswerFromMemoryThatIsNotTheRecordedOneHarms() {
        assertThat(harmful(GuardPolicy.defaults(), CALL, ok("x"), CALL, ok("x"), CALL, ok("y")))
                .containsExactly(true);
    }

    @Test
    void anAnswerFromMemoryInPlaceOfAFailureHarmsEvenWithTheSameText() {
        assertThat(harmful(GuardPolicy.defaults(), CALL, ok("x"), CALL, ok("x"), CALL, failed("500", "x")))
                .containsExactly(true);
    }

    @Test
    void anAnswerFromMemoryToACallWithoutARecordedResultCountsNeitherWay() {
        assertThat(harmful(GuardPolicy.defaults(), CALL, ok("x"), CALL, ok("x"), CALL, said("well")))
                .containsExactly(false);
    }

    @Test
    void aWriteThatSucceededAndWouldNotHaveRunIsSuppressed() {
        RecordedEvent other = call("other", "{}");
        RecordedRun run = run(CALL, ok("done"), CALL, ok("done"), other, ok("done"));

        ReplayedRun replayed = Replay.of(writes("t")).replay(run);

        assertThat(replayed.decisions())
                .extracting(ReplayedDecision::event, ReplayedDecision::type, ReplayedDecision::suppressedWrite)
                .containsExactly(tuple(2, DecisionType.CACHE, true));
        assertThat(replayed.suppressedWrite()).isTrue();
        assertThat(replayed.harmed()).isFalse();
    }

    @Test
    void refusedWritesAreSuppressedOnlyIfTheySucceeded() {
        GuardPolicy policy = GuardPolicy.defaults()
                .withTools(Map.of(
                        ToolName.of("t"),
                        ToolPolicy.builder()
                                .effect(Effect.ONCE)
                                .access(Access.DENY)
                                .build()));

        assertThat(Replay.of(policy)
                        .replay(run(CALL, ok("done"), CALL, failed("404", "no"), CALL))
                        .decisions())
                .extracting(ReplayedDecision::suppressedWrite)
                .containsExactly(true, false, false);
    }

    @Test
    void toolsThatAreNotDeclaredToWriteSuppressNoWrite() {
        assertThat(Replay.of(DENIED).replay(run(CALL, ok("done"))).suppressedWrite())
                .isFalse();
    }

    @Test
    void anInterventionOnATextTouchesAndDoesNoHarm() {
        RecordedEvent text = said("I am looking into it and will come back to you.");

        ReplayedRun replayed =
                Replay.of(GuardPolicy.defaults()).replay(run(CALL, ok("x"), text, text, text, text, text, text));

        assertThat(replayed.touched()).isTrue();
        assertThat(replayed.harmed()).isFalse();
        assertThat(replayed.decisions()).allMatch(ReplayedDecision::isText);
    }
}
