package dev.guardedtool.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.ToolBody;
import dev.guardedtool.policy.ExecutionPolicy;
import dev.guardedtool.policy.ExecutionPolicy.Threads;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However many tools hang at once, every caller is answered, and no thread is lost sight of. */
class ManyHangingToolsTests {

    private static final int CALLS = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LATEST = Duration.ofSeconds(6);

    private final Hanging tool = new Hanging();

    private static Guard guard(Threads threads) {
        return Given.guard(Given.tool("slow", said -> said.effect(Effect.WRITE).timeout(TIMEOUT))
                        .withExecution(new ExecutionPolicy(threads, CALLS, CALLS)))
                .build();
    }

    private static List<Duration> call(Guard guard, ToolBody body) throws Exception {
        return Together.run(CALLS, thread -> {
            try (GuardRun run = guard.open(Given.tenant("acme"))) {
                long begun = System.nanoTime();
                ToolOutcome outcome = run.call(ToolCall.of("slow", "{\"id\":" + thread + "}"), body);
                Duration taken = Duration.ofNanos(System.nanoTime() - begun);
                assertThat(outcome.failure()).isInstanceOf(GuardTimeoutException.class);
                return taken;
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "PLATFORM"})
    void callersAreAnsweredAndNoThreadIsLeftOfToolsThatObey(Threads threads) throws Exception {
        Guard guard = guard(threads);

        List<Duration> taken = call(guard, tool.obedient());

        assertThat(taken).allSatisfy(time -> assertThat(time).isBetween(TIMEOUT, LATEST));
        assertThat(guard.executions().timedOut()).isEqualTo(CALLS);
        Soon.is(() -> guard.executions().running() == 0);
        assertThat(guard.executions().abandoned()).isEmpty();
        assertThat(tool.interrupts()).isEqualTo(CALLS);
    }

    @Test
    void thoseThatDoNotObeyAreCounted() throws Exception {
        Guard guard = guard(Threads.AUTO);

        call(guard, tool.stubborn());

        assertThat(guard.executions().abandonedInAll()).isEqualTo(CALLS);
        assertThat(guard.executions().free()).isZero();
        tool.letGo();
        Soon.is(() -> guard.executions().running() == 0);
        assertThat(guard.executions().abandoned()).isEmpty();
        assertThat(guard.executions().late()).isEqualTo(CALLS);
    }
}
