package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy.Repeat;
import dev.guardedtool.policy.LoopPolicy.RepeatJudgement;
import dev.guardedtool.policy.ToolPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Judged by arguments, words and names alone, as the reference does. */
class ReferenceLoopTests {

    private final Talk talk = Talk.with(GuardPolicy.reference());

    @Test
    void theThirdEqualReadIsServedWhateverItsAnswers() {
        talk.ok("look", "{}", "one");
        talk.ok("look", "{}", "two");

        expect(talk.check("look", "{}")).toBeServed("two");
    }

    @Test
    void aReadThatNeverSucceededIsBlocked() {
        talk.fails("look", "{}", "404");
        talk.fails("look", "{}", "405");

        expect(talk.check("look", "{}")).toBeBlocked();
    }

    @Test
    void anUncachedReadIsBlocked() {
        Map<ToolName, ToolPolicy> tools = new HashMap<>(GuardPolicy.reference().tools());
        tools.put(ToolName.of("look"), ToolPolicy.builder().cache(false).build());
        Talk uncached = Talk.with(GuardPolicy.reference().withTools(tools));
        uncached.ok("look", "{}", "one");
        uncached.ok("look", "{}", "two");

        expect(uncached.check("look", "{}")).toBeBlocked();
    }

    @Test
    void anExpiredReadIsBlocked() {
        Talk expiring = Talk.with(Talk.repeat(
                GuardPolicy.reference(),
                given -> new Repeat(true, 3, 12, RepeatJudgement.ARGUMENTS, false, 0, 1_000, Duration.ofSeconds(60))));
        expiring.ok("look", "{}", "one");
        expiring.ok("look", "{}", "one");
        expiring.passes(Duration.ofSeconds(60));

        expect(expiring.check("look", "{}")).toBeBlocked();
    }

    @Test
    void aReadIsBlockedAfterARestart() {
        talk.ok("look", "{}", "one");
        talk.ok("look", "{}", "one");

        talk.restart();

        expect(talk.check("look", "{}")).toBeBlocked();
    }

    @Test
    void oneTicketIsServedWithTheAnswerOfAnother() {
        talk.forTicket("alice").ok("look", "{}", "hers");
        talk.forTicket("alice").ok("look", "{}", "hers");

        expect(talk.forTicket("bob").check("look", "{}")).toBeServed("hers");
    }

    @Test
    void threeSimilarQuestionsPutTheToolOutOfUse() {
        for (int i = 1000; i < 1003; i++) {
            expect(talk.ok("search", "{\"query\":\"order status " + i + "\"}", i))
                    .toRun();
        }

        expect(talk.check("search", "{\"query\":\"order status 1003\"}")).toBeRewritten(GuardReason.ARG_JITTER_LOOP);
        Decision next = talk.check("search", "{\"query\":\"something else\"}");
        expect(next).toBeRewritten(GuardReason.TOOL_QUARANTINED);
        assertThat(next.explanation().detail()).isEqualTo("arg_jitter_loop");
    }

    @Test
    void aSequenceOfNamesPutsTheLastToolOutOfUse() {
        for (int step = 0; step < 5; step++) {
            expect(talk.ok(step % 2 == 0 ? "fetch" : "summarise", "{\"page\":" + step + "}", step))
                    .toRun();
        }

        Decision last = talk.check("summarise", "{\"page\":5}");

        expect(last).toBeRewritten(GuardReason.SEQUENCE_LOOP);
        assertThat(last.explanation().detail()).isEqualTo("fetch → summarise");
        expect(talk.check("summarise", "{\"page\":6}")).toBeRewritten(GuardReason.TOOL_QUARANTINED);
        expect(talk.check("fetch", "{\"page\":6}")).toRun();
    }

    @Test
    void aRequestForAnOutcomeIsNeverTakenBack() {
        talk.says("I apologize for the delay.");
        expect(talk.says("I apologize for the delay.")).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);

        talk.ok("look", "{}", "the order");

        expect(talk.says("Your order ships tomorrow.")).toEscalate(GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME);
    }

    @Test
    void textsOfOtherScriptsAreNeverAlike() {
        for (int i = 0; i < 8; i++) {
            assertThat(talk.says("请稍等")).isNull();
        }
    }

    @Test
    void failuresNeitherWarnNorRefuse() {
        for (int id = 0; id < 5; id++) {
            expect(talk.fails("look", "{\"id\":" + id + "}", "404")).toRun();
            assertThat(talk.warnings()).isEmpty();
        }
    }
}
