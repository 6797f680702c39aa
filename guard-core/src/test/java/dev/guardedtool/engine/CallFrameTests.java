package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** While a tool runs, its thread knows for which call; the body of that tool is free once. */
class CallFrameTests {

    private static final ToolName OUTER = ToolName.of("outer");
    private static final ToolName INNER = ToolName.of("inner");

    private final GuardRun run = Given.run(GuardPolicy.defaults());

    @Test
    void theFrameOfACallIsThereWhileItRuns() {
        run.call(ToolCall.of(OUTER, "{}"), arguments -> {
            assertThat(frame().run()).isSameAs(run);
            return null;
        });

        assertThat(CallFrame.current()).isNull();
    }

    @Test
    void aFrameOnTheWayToTheBodyIsOfTheSameCall() {
        ToolOutcome outcome = run.call(ToolCall.of(OUTER, "{}").withId("7"), arguments -> {
            try (CallFrame onTheWay = CallFrame.enter(run, OUTER)) {
                return onTheWay.handle().callId();
            }
        });

        assertThat(outcome.payload()).isEqualTo("7");
        try (CallFrame handedOver = CallFrame.enter(run, OUTER)) {
            assertThat(handedOver.handle()).isNull();
        }
    }

    @Test
    void itEndsWithAFailureToo() {
        run.call(ToolCall.of(OUTER, "{}"), arguments -> {
            throw new IllegalStateException();
        });

        assertThat(CallFrame.current()).isNull();
    }

    @Test
    void theBodyOfTheToolIsFreeOnce() {
        try (CallFrame frame = CallFrame.enter(run, OUTER)) {
            assertThat(frame.consume(INNER)).isFalse();
            assertThat(frame.consume(OUTER)).isTrue();
            assertThat(frame.consume(OUTER)).isFalse();
        }
    }

    @Test
    void aNestedCallHasAFrameOfItsOwn() {
        try (CallFrame outer = CallFrame.enter(run, OUTER)) {
            try (CallFrame inner = CallFrame.enter(run, INNER)) {
                assertThat(CallFrame.current()).isSameAs(inner);
                assertThat(frame().consume(OUTER)).isFalse();
            }
            assertThat(CallFrame.current()).isSameAs(outer);
            assertThat(outer.consume(OUTER)).isTrue();
        }
    }

    @Test
    void anotherThreadIsNotInTheCall() {
        try (CallFrame frame = CallFrame.enter(run, OUTER)) {
            assertThat(CompletableFuture.supplyAsync(() -> CallFrame.current() == null)
                            .join())
                    .isTrue();
            assertThat(frame.run()).isSameAs(run);
        }
    }

    private static CallFrame frame() {
        return Objects.requireNonNull(CallFrame.current());
    }
}
