package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;

import dev.guardedtool.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A read is never served from before a write. */
class StaleReadTests {

    @ParameterizedTest
    @ValueSource(strings = {"save", "pay"})
    void aSuccessfulWriteDropsWhatWasRead(String write) {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "before");
        talk.ok("look", "{}", "before");

        talk.ok(write, "{}", "done");

        expect(talk.ok("look", "{}", "after")).toRun();
    }

    @Test
    void answersFromBeforeAWriteDoNotCountTowardsALoop() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "same");
        talk.ok("look", "{}", "same");
        talk.ok("save", "{}", "done");

        expect(talk.ok("look", "{}", "same")).toRun();
        expect(talk.ok("look", "{}", "same")).toRun();
        expect(talk.ok("look", "{}", "same")).toBeServed("same");
    }

    @Test
    void aWriteThatSurelyDidNothingDropsNothing() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "before");
        talk.ok("look", "{}", "before");

        talk.call("save", "{}", ToolResult.failed("400").withEffectExecuted(false));

        expect(talk.check("look", "{}")).toBeServed("before");
    }

    @Test
    void aWriteThatMayHaveHappenedDropsWhatWasRead() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "before");
        talk.ok("look", "{}", "before");

        talk.fails("save", "{}", "timeout");

        expect(talk.ok("look", "{}", "after")).toRun();
    }

    @Test
    void aWriteThatFailedAfterItsEffectDropsWhatWasRead() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "before");
        talk.ok("look", "{}", "before");

        talk.call("save", "{}", ToolResult.failedAfterEffect("500"));

        expect(talk.ok("look", "{}", "after")).toRun();
    }
}
