package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Availability;
import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a run remembers does not grow with its length.
 *
 * <p>Under the default policy a run of reads and failures keeps less than 2 MiB, however long it is: what is known of the
 * last thousand different calls with their answers, which are the tools' own objects (200 characters each here), and
 * histories, progress and counts of fixed size. Effects that happen once come on top, since they are never forgotten:
 * about 300 bytes and the answer for each, up to {@code effects.max-entries}. Names of tools that do not exist are not
 * kept at all, neither by the run nor by the guard.
 */
class BoundedHeapTests {

    private static final int CALLS = 100_000;
    private static final int INVENTED = 5_000;
    private static final long BOUND = 2L << 20;
    private static final int SNAPSHOT_BOUND = 1 << 20;

    private static final GuardPolicy POLICY = Given.tool("search", tool -> tool.queryArgs(List.of("q")));

    private final Guard guard = Given.guard(POLICY).build();
    private @Nullable GuardRun run = guard.open(RunContext.anonymous());

    @Test
    void aLongRunStaysSmall() {
        GuardRun shortRun = guard.open(RunContext.anonymous());
        fill(shortRun, 2_000);

        fill(current(), CALLS);

        int snapshot = current().snapshot().toJson().length();
        long with = used();
        run = null;
        long without = used();
        assertThat(snapshot).isLessThan(SNAPSHOT_BOUND);
        assertThat(with - without).isLessThan(BOUND);
        assertThat(shortRun.report().open()).isZero();
    }

    @Test
    void theLengthOfARunDoesNotShowInItsSnapshot() {
        GuardRun other = guard.open(RunContext.anonymous());
        fill(other, CALLS / 4);
        fill(current(), CALLS / 2);

        int small = other.snapshot().toJson().length();
        int large = current().snapshot().toJson().length();

        assertThat(large).isBetween(small - small / 20, small + small / 20);
    }

    @Test
    void inventedToolsLeaveNothingBehind() {
        int before = current().snapshot().toJson().length();
        for (int i = 0; i < INVENTED; i++) {
            ToolCall call = ToolCall.of("invented_" + i + "_" + "x".repeat(100), "{\"q\":\"" + i + "\"}")
                    .withAvailability(Availability.UNKNOWN);
            assertThat(current().check(call).reason()).isEqualTo(GuardReason.TOOL_UNKNOWN);
        }

        assertThat(current().snapshot().toJson()).hasSizeLessThan(before + 100).doesNotContain("invented");
        assertThat(guard.knownTools()).isEqualTo(1);
    }

    @Test
    void failuresOfAnySortLeaveLittleBehind() {
        for (int i = 0; i < 20_000; i++) {
            String odd = "error " + i + " " + "y".repeat(500);
            Decision decision = current().check(ToolCall.of("broken", "{\"i\":" + i + "}"));
            current().record(decision.handle(), ToolResult.failed(odd).withPayload(odd));
        }

        assertThat(current().snapshot().toJson()).hasSizeLessThan(SNAPSHOT_BOUND);
        Map<?, ?> streaks = (Map<?, ?>) current().report().subject("fault").get("error_streaks");
        assertThat(streaks.toString()).hasSizeLessThan(10_000);
    }

    private static void fill(GuardRun run, int calls) {
        for (int i = 0; i < calls; i++) {
            ToolCall call = i % 2 == 0
                    ? ToolCall.of("search", "{\"q\":\"item " + i + " of the catalogue\"}")
                    : ToolCall.of("get", "{\"id\":" + i + "}").withEffect(Effect.READ);
            Decision decision = run.check(call);
            ToolResult result =
                    i % 10 == 9 ? ToolResult.failed("404") : ToolResult.ok("answer " + i + " " + "z".repeat(200));
            run.record(decision.handle(), result);
            if (i % 100 == 0) {
                run.inspectOutput("I have now seen item " + i + " of the catalogue and go on.");
            }
        }
    }

    private GuardRun current() {
        return Optional.ofNullable(run).orElseThrow();
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
