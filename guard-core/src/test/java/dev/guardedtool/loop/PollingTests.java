package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy.Repeat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers that may not be served again are asked for again, within a limit. */
class PollingTests {

    private static final int LIMIT = 20;

    @Test
    void anUncachedReadRunsUpToThePollLimit() {
        Talk talk = Talk.with(Talk.policy(look -> look.cache(false)));

        for (int i = 0; i < LIMIT; i++) {
            expect(talk.ok("look", "{}", "pending")).toRun();
        }

        expect(talk.ok("look", "{}", "pending")).toBeBlocked();
    }

    @Test
    void aBlockedPollMayBeTriedLater() {
        Talk talk = Talk.with(Talk.repeat(Talk.policy(look -> look.cache(false)), PollingTests::upToThree));
        for (int i = 0; i < 3; i++) {
            talk.ok("look", "{}", "pending");
        }

        Decision refusal = talk.ok("look", "{}", "pending");

        assertThat(refusal.explanation().retryable()).isTrue();
        assertThat(refusal.explanation().retryAfter()).isNull();
        assertThat(refusal.explanation().figures()).containsEntry("occurrence", 4);
    }

    @Test
    void aPollWhoseAnswerMovesIsNeverBlocked() {
        Talk talk = Talk.with(Talk.policy(look -> look.cache(false)));

        for (int i = 0; i < 5 * LIMIT; i++) {
            expect(talk.ok("look", "{}", i + " %")).toRun();
        }
    }

    @Test
    void aSuccessfulWriteStartsTheCountAnew() {
        Talk talk = Talk.with(Talk.repeat(Talk.policy(look -> look.cache(false)), PollingTests::upToThree));
        for (int i = 0; i < 3; i++) {
            talk.ok("look", "{}", "pending");
        }

        talk.ok("save", "{}", "saved");

        expect(talk.ok("look", "{}", "pending")).toRun();
    }

    @Test
    void anExpiredAnswerIsAskedForAgainAndThenServedAgain() {
        Talk talk = Talk.with(Talk.policy(look -> look.cacheTtl(Duration.ofMinutes(1))));
        talk.ok("look", "{}", "old");
        talk.ok("look", "{}", "old");

        talk.passes(Duration.ofMinutes(1));

        expect(talk.ok("look", "{}", "old")).toRun();
        talk.passes(Duration.ofSeconds(59));
        expect(talk.check("look", "{}")).toBeServed("old");
    }

    @Test
    void servingDoesNotMakeAnAnswerYounger() {
        Talk talk = Talk.with(Talk.policy(look -> look.cacheTtl(Duration.ofMinutes(1))));
        talk.ok("look", "{}", "old");
        talk.ok("look", "{}", "old");
        talk.passes(Duration.ofSeconds(40));
        expect(talk.check("look", "{}")).toBeServed("old");

        talk.passes(Duration.ofSeconds(40));

        expect(talk.ok("look", "{}", "old")).toRun();
    }

    @Test
    void afterARestartTheAnswerIsFetchedOnceMore() {
        Talk talk = Talk.with(Talk.policy());
        talk.ok("look", "{}", "same");
        talk.ok("look", "{}", "same");

        talk.restart();

        expect(talk.ok("look", "{}", "same")).toRun();
        expect(talk.check("look", "{}")).toBeServed("same");
    }

    @Test
    void anUncachedWriteRunsUpToThePollLimit() {
        GuardPolicy policy =
                Talk.repeat(Talk.policy(look -> look.effect(Effect.WRITE).cache(false)), PollingTests::upToThree);
        Talk talk = Talk.with(policy);

        for (int i = 0; i < 3; i++) {
            expect(talk.ok("look", "{}", "written")).toRun();
        }

        expect(talk.ok("look", "{}", "written")).toBeBlocked();
    }

    private static Repeat upToThree(Repeat repeat) {
        return new Repeat(
                true,
                repeat.threshold(),
                repeat.window(),
                repeat.judgement(),
                repeat.perCaller(),
                3,
                repeat.maxEntries(),
                repeat.ttl());
    }
}
