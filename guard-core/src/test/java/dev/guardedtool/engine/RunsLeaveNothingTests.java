package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs that were closed and users who have gone leave nothing behind: every so often the time of all that is remembered
 * runs out, and the heap is what it was.
 */
class RunsLeaveNothingTests {

    private static final long TOLERANCE = 2L << 20;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private final Guard guard = Given.guard(policy()).clock(clock).build();

    private static GuardPolicy policy() {
        GuardPolicy limited = Given.tool(
                "send",
                tool -> tool.maxAttempts(5)
                        .rates(List.of(new ToolRate(5, PERIOD, "principal"), new ToolRate(5, PERIOD, "#user"))));
        return Given.tool(
                limited,
                "refund",
                tool -> tool.effect(Effect.ONCE).keyArg("user").effectTtl(PERIOD));
    }

    @Test
    void aFewRunsLeaveNothing() {
        leavesNothing(50_000, 20_000);
    }

    @Test
    @Tag("long")
    void aMillionRunsOfAHundredThousandUsersLeaveNothing() {
        leavesNothing(1_000_000, 100_000);
    }

    private void leavesNothing(int runs, int users) {
        work(0, users / 10, users);
        clock.advance(PERIOD);
        work(0, 1, users);
        long before = used();

        for (int done = 0; done < runs; done += users / 10) {
            work(done, users / 10, users);
            clock.advance(PERIOD);
        }
        work(0, 1, users);

        assertThat(used() - before).isLessThan(TOLERANCE);
    }

    private void work(int first, int count, int users) {
        for (int i = first; i < first + count; i++) {
            String user = "user " + i % users;
            try (GuardRun run = guard.open(RunContext.of(Principal.of(user)))) {
                String arguments = "{\"user\":\"" + user + "\"}";
                assertThat(run.call(ToolCall.of("send", arguments), json -> "sent")
                                .executed())
                        .isTrue();
                run.call(ToolCall.of("refund", arguments), json -> "refunded");
            }
        }
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
