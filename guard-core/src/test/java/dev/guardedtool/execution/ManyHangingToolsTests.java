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
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many tools hang at once, every caller is answered, and no thread is lost sight of. */
class ManyHangingToolsTests {

    private static final int CALLS = 1_000;
    private static final int A_FEW = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LATEST = Duration.ofSeconds(6);

    private final Hanging tool = new Hanging();

    /** Before virtual threads are preferred, there is only one kind. */
    static Stream<Threads> kinds() {
        return Runtime.version().feature() < 24 ? Stream.of(Threads.AUTO) : Stream.of(Threads.AUTO, Threads.PLATFORM);
    }

    private static Guard guard(Threads threads) {
        return Given.guard(Given.tool("slow", said -> said.effect(Effect.WRITE).timeout(TIMEOUT))
                        .withExecution(new ExecutionPolicy(threads, CALLS, CALLS)))
                .build();
    }

    /**
     * How long each caller waited.
     *
     * @param starting how many are on their way to their tool at once; thousands would wait for the processor alone
     */
    private static List<Duration> call(Guard guard, ToolBody body, int starting) throws Exception {
        Semaphore start = new Semaphore(starting);
        return Together.run(CALLS, thread -> {
            start.acquire();
            try (GuardRun run = guard.open(Given.tenant("acme"))) {
                long begun = System.nanoTime();
                ToolOutcome outcome = run.call(ToolCall.of("slow", "{\"id\":" + thread + "}"), arguments -> {
                    start.release();
                    return body.run(arguments);
                });
                Duration taken = Duration.ofNanos(System.nanoTime() - begun);
                assertThat(outcome.failure()).isInstanceOf(GuardTimeoutException.class);
                return taken;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void callersAreAnsweredAndNoThreadIsLeftOfToolsThatObey(Threads threads) throws Exception {
        Guard guard = guard(threads);

        List<Duration> taken = call(guard, tool.obedient(), A_FEW);

        assertThat(taken).allSatisfy(time -> assertThat(time).isGreaterThanOrEqualTo(TIMEOUT));
        assertThat(guard.executions().timedOut()).isEqualTo(CALLS);
        Soon.is(() -> guard.executions().running() == 0);
        assertThat(guard.executions().abandoned()).isEmpty();
        assertThat(tool.interrupts()).isEqualTo(CALLS);
    }

    @Test
    void thoseThatDoNotObeyAreCounted() throws Exception {
        Guard guard = guard(Threads.AUTO);

        call(guard, tool.stubborn(), A_FEW);

        assertThat(guard.executions().abandonedInAll()).isEqualTo(CALLS);
        assertThat(guard.executions().free()).isZero();
        tool.letGo();
        Soon.is(() -> guard.executions().running() == 0);
        assertThat(guard.executions().abandoned()).isEmpty();
        assertThat(guard.executions().late()).isEqualTo(CALLS);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("long")
    void callersWaitAtMostAFifthLonger(Threads threads) throws Exception {
        List<Duration> taken = call(guard(threads), tool.obedient(), CALLS);

        assertThat(taken).allSatisfy(time -> assertThat(time).isBetween(TIMEOUT, LATEST));
    }
}
