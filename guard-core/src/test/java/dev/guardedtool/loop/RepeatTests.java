package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.LoopPolicy.Failures;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeat is a loop when its answers do not change either. */
class RepeatTests {

    @ParameterizedTest
    @ValueSource(strings = {"look", "undeclared"})
    void theThirdOfThreeEqualReadsIsServed(String tool) {
        Talk talk = Talk.with(Talk.policy());

        expect(talk.ok(tool, "{\"id\":1}", "same")).toRun();
        expect(talk.ok(tool, "{\"id\":1}", "same")).toRun();
        expect(talk.check(tool, "{\"id\":1}")).toBeServed("same");
    }

    @Test
    void aServedAnswerNamesTheCallThatBroughtIt() {
        GuardRun run = Guard.builder(Talk.policy())
                .secretKey("a key for tests only".getBytes(StandardCharsets.UTF_8))
                .build()
                .open(RunContext.anonymous());
        for (String id : new String[] {"first", "second"}) {
            run.record(run.check(ToolCall.of("look", "{}").withId(id)).handle(), ToolResult.ok("same"));
        }

        Decision third = run.check(ToolCall.of("look", "{}").withId("third"));

        assertThat(((Decision.Cache) third).callId()).isEqualTo("second");
    }

    @Test
    void answersThatChangeAreNoLoop() {
        Talk talk = Talk.with(Talk.policy());

        for (int i = 0; i < 50; i++) {
            expect(talk.ok("look", "{}", "version " + i % 2)).toRun();
        }
    }

    @Test
    void otherArgumentsAreAnotherCall() {
        Talk talk = Talk.with(Talk.policy());

        for (int i = 0; i < 50; i++) {
            expect(talk.ok("look", "{\"page\":" + i + "}", "same")).toRun();
        }
    }

    @Test
    void repeatsFurtherApartThanTheWindowAreNoLoop() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "same");
        talk.ok("look", "{}", "same");
        for (int i = 0; i < 11; i++) {
            talk.ok("glance", "{\"id\":" + i + "}", i);
        }

        expect(talk.ok("look", "{}", "same")).toRun();
    }

    @Test
    void repeatsAtTheEdgeOfTheWindowAreALoop() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "same");
        talk.ok("look", "{}", "same");
        for (int i = 0; i < 10; i++) {
            talk.ok("glance", "{\"id\":" + i + "}", i);
        }

        expect(talk.check("look", "{}")).toBeServed("same");
    }

    @Test
    void theSecondOfTwoEqualWritesInARowIsServed() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("save", "{\"to\":\"bob\"}", "saved");

        expect(talk.check("save", "{\"to\":\"bob\"}")).toBeServed("saved");
    }

    @Test
    void failuresInBetweenDoNotMakeAWriteNew() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("save", "{}", "saved");
        talk.fails("look", "{}", "404");

        expect(talk.check("save", "{}")).toBeServed("saved");
    }

    @Test
    void aWriteRunsAgainOnceAnythingHasSucceeded() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("save", "{}", "saved");
        talk.ok("look", "{}", "something");

        expect(talk.ok("save", "{}", "saved again")).toRun();
    }

    @Test
    void answersFromMemoryDoNotMakeAWriteNew() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("save", "{}", "saved");
        expect(talk.check("save", "{}")).toBeServed("saved");

        expect(talk.check("save", "{}")).toBeServed("saved");
    }

    @Test
    void aWriteThatDidNotHappenIsRepeatedLikeARead() {
        Talk talk = Talk.with(Talk.policy());
        ToolResult conflict = ToolResult.ok("conflict").withEffectExecuted(false);

        expect(talk.call("save", "{}", conflict)).toRun();
        expect(talk.call("save", "{}", conflict)).toRun();
        expect(talk.check("save", "{}")).toBeServed("conflict");
    }

    @Test
    void resultsWithoutPayloadAreEqual() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", null);
        talk.ok("look", "{}", null);

        Decision third = talk.check("look", "{}");

        assertThat(third).isInstanceOf(Decision.Cache.class);
        assertThat(((Decision.Cache) third).result()).isEqualTo(ToolResult.ok(null));
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void ofThreeEqualCallsWithEqualSuccessesTheThirdNeverRuns(Effect effect) {
        Talk talk = Talk.with(Talk.policy(look -> look.effect(effect)));
        talk.ok("look", "{}", "same");
        talk.ok("look", "{}", "same");

        expect(talk.check("look", "{}")).notToRun();
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void ofThreeEqualCallsWithEqualFailuresTheThirdNeverRuns(Effect effect) {
        for (String error : new String[] {"400", "503", "timeout", "SomeException"}) {
            Talk talk = Talk.with(Talk.policy(look -> look.effect(effect)));
            talk.fails("look", "{}", error);
            talk.fails("look", "{}", error);

            expect(talk.check("look", "{}")).notToRun();
        }
    }

    @Test
    void withoutTheSameFailureRuleFailuresAreLimitedLikePolls() {
        Talk talk = Talk.with(Talk.failures(Talk.policy(), new Failures(0, 0, Failures.TRANSIENT_ERRORS, 0)));
        for (int i = 0; i < 20; i++) {
            expect(talk.fails("look", "{}", "404")).toRun();
        }

        expect(talk.fails("look", "{}", "404")).toBeBlocked();
    }

    @Test
    void callsWhoseResultsAreStillToComeAreNoLoop() {
        Talk talk = Talk.with(Talk.policy());

        for (int i = 0; i < 5; i++) {
            expect(talk.check("look", "{}")).toRun();
        }
    }
}
