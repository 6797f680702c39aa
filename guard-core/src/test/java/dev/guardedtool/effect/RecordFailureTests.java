package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.EffectExecutedException;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong while a result is recorded, an executed call stays executed and is not run again. */
class RecordFailureTests {

    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    private final GuardPolicy policy = Given.tool("refund", tool -> tool.effect(Effect.ONCE));
    private final AtomicInteger executions = new AtomicInteger();

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void anExecutedCallStaysExecuted(String what, UnaryOperator<GuardBuilder> fault) {
        GuardRun run = fault.apply(Given.guard(policy)).build().open(RunContext.anonymous());

        ToolOutcome first = run.call(REFUND, arguments -> "refund " + executions.incrementAndGet());
        ToolOutcome second = run.call(REFUND, arguments -> "refund " + executions.incrementAndGet());

        assertThat(first.payload()).isEqualTo("refund 1");
        assertThat(second.executed()).isFalse();
        assertThat(second.payload()).isEqualTo("refund 1");
        assertThat(executions).hasValue(1);
        assertThat(run.report().open()).isZero();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("local listener", guard -> guard.module(listener(true, new IllegalStateException()))),
                fault("shared listener", guard -> guard.module(listener(false, new IllegalStateException()))),
                fault("listener with an error", guard -> guard.module(listener(true, new AssertionError()))),
                fault(
                        "event listener",
                        guard -> guard.listener(event -> {
                            throw new IllegalStateException("sink closed");
                        })),
                fault(
                        "event listener with an error",
                        guard -> guard.listener(event -> {
                            throw new NoSuchMethodError("other version");
                        })),
                fault(
                        "texts",
                        guard -> guard.texts((why, tool) -> {
                            throw new IllegalStateException("no bundle");
                        })),
                fault("no text", guard -> guard.texts((why, tool) -> null)));
    }

    private static Arguments fault(String what, UnaryOperator<GuardBuilder> fault) {
        return Arguments.of(what, fault);
    }

    private static GuardModule listener(boolean local, Throwable failure) {
        OutcomeListener listener = new OutcomeListener() {
            @Override
            public boolean local() {
                return local;
            }

            @Override
            public void onOutcome(CallView call, Outcome outcome) {
                RecordFailureTests.<RuntimeException>raise(failure);
            }
        };
        return new GuardModule() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public List<OutcomeListener> outcomeListeners() {
                return List.of(listener);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddPayloads")
    void anOddPayloadIsAPayload(String what, Object payload) {
        GuardRun run = Given.run(policy);

        ToolOutcome first = run.call(REFUND, arguments -> payload);
        ToolOutcome second = run.call(REFUND, arguments -> "again");

        assertThat(first.executed()).isTrue();
        assertThat(first.ok()).isTrue();
        assertThat(second.payload()).isSameAs(payload);
    }

    static Stream<Arguments> oddPayloads() {
        return Stream.of(
                Arguments.of("throws", new Odd(() -> {
                    throw new IllegalStateException("lazy");
                })),
                Arguments.of("throws an error", new Odd(() -> {
                    throw new AssertionError("lazy");
                })),
                Arguments.of("recurses", new Odd(new Supplier<>() {
                    @Override
                    @SuppressWarnings("InfiniteRecursion")
                    public String get() {
                        return get() + get();
                    }
                })),
                Arguments.of("is null", new Odd(() -> null)),
                Arguments.of("lone surrogate", "\uD800"));
    }

    private record Odd(Supplier<@Nullable String> text) {

        @Override
        public @Nullable String toString() {
            return text.get();
        }
    }

    @Test
    void aLedgerThatCannotCompleteKeepsTheEffectFromBeingRepeated() {
        EffectLedger failing = new DelegatingLedger(new InMemoryEffectLedger(10, Clock.systemUTC())) {
            @Override
            public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
                throw new IllegalStateException("store gone");
            }
        };
        GuardPolicy explicit = Given.tool(
                        policy, "refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
                .withEffects(Effects.waiting(Duration.ZERO));
        GuardRun run = Given.guard(explicit).effects(failing).build().open(RunContext.anonymous());

        ToolOutcome first = run.call(REFUND, arguments -> "refund " + executions.incrementAndGet());
        ToolOutcome second = run.call(REFUND, arguments -> "refund " + executions.incrementAndGet());

        assertThat(first.payload()).isEqualTo("refund 1");
        assertThat(second.decision().reason()).isEqualTo(GuardReason.EFFECT_IN_PROGRESS);
        assertThat(executions).hasValue(1);
    }

    @Test
    void aFailureThatNobodyCanReadLeavesTheEffectInDoubt() {
        ErrorClassifier broken = new ErrorClassifier() {
            @Override
            public String errorClass(@Nullable String code) {
                throw new IllegalStateException("no table");
            }

            @Override
            public ToolResult resultOf(Throwable failure) {
                throw new IllegalStateException("no table");
            }

            @Override
            public boolean doubtful(String errorClass) {
                throw new IllegalStateException("no table");
            }
        };
        GuardRun run = Given.guard(policy).errors(broken).build().open(RunContext.anonymous());
        IllegalStateException failure = new IllegalStateException("half way");

        ToolOutcome first = run.call(REFUND, arguments -> {
            throw failure;
        });
        Decision second = run.check(REFUND);

        assertThat(first.failure()).isSameAs(failure);
        assertThat(second.reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    @Test
    void anExceptionWithoutReadableMessageIsRecorded() {
        GuardRun run = Given.run(policy);

        ToolOutcome outcome = run.call(REFUND, arguments -> {
            throw new EffectExecutedException("executed") {
                @Override
                public String getMessage() {
                    throw new IllegalStateException("translation missing");
                }
            };
        });

        assertThat(outcome.failure()).isInstanceOf(EffectExecutedException.class);
        assertThat(run.check(REFUND)).isInstanceOf(Decision.Cache.class);
    }

    @Test
    void aRunThatIsClosedMeanwhileStillLearnsOfTheEffect() {
        GuardRun run = Given.run(policy.withStrict(true));

        ToolOutcome outcome = run.call(REFUND, arguments -> {
            run.close();
            return "refund " + executions.incrementAndGet();
        });

        assertThat(outcome.payload()).isEqualTo("refund 1");
    }

    @Test
    void anInterruptedToolIsRecordedAndTheThreadStaysInterrupted() {
        GuardRun run = Given.run(policy);

        ToolOutcome outcome = run.call(REFUND, arguments -> {
            throw new InterruptedException();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.failure()).isInstanceOf(InterruptedException.class);
        assertThat(run.check(REFUND).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    @Test
    void aToolThatRecursesTooDeepIsAFailureLikeAnyOther() {
        GuardRun run = Given.run(policy);

        ToolOutcome outcome = run.call(REFUND, new Recursion()::run);

        assertThat(outcome.failure()).isInstanceOf(StackOverflowError.class);
        assertThat(run.report().open()).isZero();
    }

    private static final class Recursion {

        @SuppressWarnings("InfiniteRecursion")
        String run(String arguments) {
            return run(arguments + "") + run(arguments);
        }
    }

    @Test
    void aFailingUsageListenerDoesNotKeepTheOthersFromCounting() {
        UsageListener failing = new UsageListener() {
            @Override
            public void onUsage(RunView run, Usage usage) {
                throw new IllegalStateException("meter");
            }

            @Override
            public void onCost(RunView run, String name, Money cost) {
                throw new IllegalStateException("meter");
            }
        };
        GuardRun run = Given.guard(policy)
                .module(new GuardModule() {
                    @Override
                    public String name() {
                        return "meter";
                    }

                    @Override
                    public List<UsageListener> usageListeners() {
                        return List.of(failing);
                    }
                })
                .build()
                .open(RunContext.anonymous());

        assertThatCode(() -> {
                    run.recordUsage(Usage.of("m", 3, 4));
                    run.addCost("ocr", Money.of("1"));
                })
                .doesNotThrowAnyException();

        assertThat(run.report().subject("budget")).containsEntry("tokens", 7L).containsEntry("spent", Money.of("1"));
    }

    @Test
    void listenersThatFailDoNotHideEventsFromOthers() {
        AtomicInteger heard = new AtomicInteger();
        GuardRun run = Given.guard(policy)
                .listener(event -> {
                    throw new IllegalStateException("first");
                })
                .listener(event -> {
                    if (event instanceof GuardEvent.Recorded) {
                        heard.incrementAndGet();
                    }
                })
                .build()
                .open(RunContext.anonymous());

        run.call(REFUND, arguments -> "done");

        assertThat(heard).hasValue(1);
    }
}
