package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.RunObserver;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.Together;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An observer sees everything of a run in order and changes nothing. */
class ObserverTests {

    private static final ToolCall LOOK = ToolCall.of("look", "{}");
    private static final ToolCall PAY = ToolCall.of("pay", "{\"id\":1}");

    private final Log log = new Log();

    @Test
    void seesARunFromItsFirstCallToItsEnd() {
        GuardPolicy policy = Given.tool("no", tool -> tool.access(Access.DENY));
        try (GuardRun run = run(policy, log)) {
            run.recordUsage(Usage.of("m", 10, 2));
            run.inspectOutput("Let me look.");
            run.inspectOutput("");
            run.call(LOOK, arguments -> "seen");
            run.call(ToolCall.of("no", "{}"), arguments -> "never");
            run.call(LOOK, arguments -> {
                throw new IllegalStateException();
            });
        }

        assertThat(log)
                .containsExactly(
                        "used m",
                        "said Let me look.",
                        "decided look allow",
                        "recorded look ok",
                        "decided no block",
                        "decided look allow",
                        "recorded look IllegalStateException",
                        "closed");
    }

    @Test
    void anAnswerFromMemoryIsDecidedAndRecorded() {
        try (GuardRun run = run(Given.tool("pay", tool -> tool.effect(Effect.ONCE)), log)) {
            run.call(PAY, arguments -> "paid");
            run.call(PAY, arguments -> "paid twice");
        }

        assertThat(log)
                .containsExactly(
                        "decided pay allow",
                        "recorded pay ok",
                        "decided pay cache",
                        "recorded pay ok from memory",
                        "closed");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"WARN", "SHADOW"})
    void whatIsNotCarriedOutIsSeenNevertheless(Mode mode) {
        GuardPolicy policy = Given.tool("pay", tool -> tool.access(Access.DENY)).withMode(mode);
        try (GuardRun run = run(policy, log)) {
            run.call(PAY, arguments -> "paid");
            for (int i = 0; i < 8; i++) {
                run.inspectOutput("I am still working on your request, please wait.");
            }
        }

        assertThat(log)
                .startsWith("decided pay allow instead of block", "recorded pay ok")
                .contains("said I am still working on your request, please wait. rewrite")
                .endsWith("closed");
    }

    @Test
    void refusalsByOthersAndCallsThatNobodyAskedForAreSeen() {
        try (GuardRun run = run(GuardPolicy.defaults(), log)) {
            run.overrule(run.check(PAY).handle(), Explanation.of(GuardReason.ACCESS_DENIED));
            run.refuse(PAY, Explanation.of(GuardReason.ACCESS_DENIED));
            run.observe(LOOK, ToolResult.ok("seen"));
        }

        assertThat(log)
                .containsExactly(
                        "decided pay allow", "overruled pay block", "decided pay block", "recorded look ok", "closed");
    }

    @Test
    void aResultThatComesAfterTheEndIsSeen() {
        GuardRun run = run(GuardPolicy.defaults(), log);
        Decision open = run.check(LOOK);
        run.close();
        run.close();
        run.record(open.handle(), ToolResult.ok("seen"));

        assertThat(log).containsExactly("decided look allow", "closed", "recorded look ok");
    }

    @Test
    void isNeverToldUnderTheLock() {
        try (GuardRun run = run(GuardPolicy.defaults(), log)) {
            run.recordUsage(Usage.of("m", 1, 1));
            run.inspectOutput("Hello");
            run.call(LOOK, arguments -> "seen");
        }

        assertThat(log.locked).hasSize(5).containsOnly(false);
    }

    @Test
    void whatHappensToOneCallIsToldInOrder() throws Exception {
        Map<Object, String> last = Collections.synchronizedMap(new IdentityHashMap<>());
        List<String> wrong = new CopyOnWriteArrayList<>();
        RunObserver order = new RunObserver() {
            @Override
            public void decided(CallView call, Decision decision) {
                if (last.put(call, "decided") != null) {
                    wrong.add("decided late: " + call.callId());
                }
            }

            @Override
            public void recorded(CallView call, Outcome outcome) {
                if (!"decided".equals(last.put(call, "recorded"))) {
                    wrong.add("recorded early: " + call.callId());
                }
            }
        };
        try (GuardRun run = run(GuardPolicy.defaults(), order)) {
            Together.run(16, thread -> {
                for (int i = 0; i < 50; i++) {
                    run.call(ToolCall.of("look", "{\"at\":" + (thread * 100 + i) + "}"), arguments -> "seen");
                }
                return thread;
            });
        }

        assertThat(wrong).isEmpty();
        assertThat(last)
                .hasSize(16 * 50)
                .allSatisfy((call, state) -> assertThat(state).isEqualTo("recorded"));
    }

    @Test
    void aFailingObserverChangesNothingAndTheOthersAreTold() {
        String undisturbed = everything();

        assertThat(everything(new Failing(new IllegalStateException("broken")), log))
                .isEqualTo(undisturbed);
        assertThat(everything(new Failing(new StackOverflowError()), log)).isEqualTo(undisturbed);
        assertThat(log).filteredOn("closed"::equals).hasSize(2);
    }

    @Test
    void aDyingMachineIsNotHidden() {
        GuardRun run = run(GuardPolicy.defaults(), new Failing(new OutOfMemoryError("for a test")));

        assertThatThrownBy(() -> run.check(LOOK)).isInstanceOf(OutOfMemoryError.class);
    }

    /** All that a caller sees of a run in which everything happens. */
    private static String everything(RunObserver... observers) {
        StringBuilder seen = new StringBuilder();
        GuardPolicy policy = Given.tool("pay", tool -> tool.effect(Effect.ONCE));
        GuardRun run = run(policy, observers);
        run.recordUsage(Usage.of("m", 10, 2));
        seen.append(run.inspectOutput("Hello"));
        for (int i = 0; i < 2; i++) {
            ToolOutcome outcome = run.call(PAY, arguments -> "paid");
            seen.append(outcome.decision().type()).append(outcome.result());
        }
        seen.append(run.overrule(run.check(LOOK).handle(), Explanation.of(GuardReason.ACCESS_DENIED)));
        run.close();
        Map<String, Object> report = new HashMap<>(run.report().subjects());
        return seen.append(report).append(run.report().reasons()).toString();
    }

    private static GuardRun run(GuardPolicy policy, RunObserver... observers) {
        GuardBuilder guard = Given.guard(policy);
        Stream.of(observers).map(ObserverTests::module).forEach(guard::module);
        return guard.build().open(RunContext.anonymous().withRunId("run"));
    }

    private static GuardModule module(RunObserver observer) {
        return new GuardModule() {
            @Override
            public String name() {
                return "watching";
            }

            @Override
            public List<RunObserver> observers() {
                return List.of(observer);
            }
        };
    }

    /** One line per event. */
    private static final class Log extends CopyOnWriteArrayList<String> implements RunObserver {

        private static final long serialVersionUID = 1L;

        private final transient List<Boolean> locked = new CopyOnWriteArrayList<>();

        @Override
        public void decided(CallView call, Decision decision) {
            String instead = decision instanceof Decision.Allow allow && allow.instead() != null
                    ? " instead of " + allow.instead().type().code()
                    : "";
            note(call.run(), "decided " + call.tool() + " " + decision.type().code() + instead);
        }

        @Override
        public void overruled(CallView call, Decision decision) {
            note(call.run(), "overruled " + call.tool() + " " + decision.type().code());
        }

        @Override
        public void recorded(CallView call, Outcome outcome) {
            String how = outcome.result().ok() ? "ok" : outcome.result().error();
            note(call.run(), "recorded " + call.tool() + " " + how + (outcome.cached() ? " from memory" : ""));
        }

        @Override
        public void said(RunView run, String text, @Nullable Decision decision) {
            String what = decision == null ? "" : " " + decision.type().code();
            note(run, "said " + text + what);
        }

        @Override
        public void used(RunView run, Usage usage) {
            note(run, "used " + usage.model());
        }

        @Override
        public void closed(RunView run) {
            note(run, "closed");
        }

        private void note(RunView run, String line) {
            locked.add(((GuardRun) run).isLocked());
            add(line);
        }
    }

    /** Fails whatever it is told. */
    private record Failing(Throwable with) implements RunObserver {

        @Override
        public void decided(CallView call, Decision decision) {
            fail();
        }

        @Override
        public void overruled(CallView call, Decision decision) {
            fail();
        }

        @Override
        public void recorded(CallView call, Outcome outcome) {
            fail();
        }

        @Override
        public void said(RunView run, String text, @Nullable Decision decision) {
            fail();
        }

        @Override
        public void used(RunView run, Usage usage) {
            fail();
        }

        @Override
        public void closed(RunView run) {
            fail();
        }

        private void fail() {
            if (with instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) with;
        }
    }
}
