package dev.guardedtool.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.FaultyProxy.Fault;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that is away, slow, or whose answers are lost never lets an effect happen twice. */
public abstract class StoreFaultContract {

    protected static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    protected static final EffectKey KEY = new EffectKey(EffectScope.TENANT, "acme", "", ToolName.of("pay"), ANY);
    protected static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    protected final TestClock clock = new TestClock();

    private final AtomicInteger refunds = new AtomicInteger();
    private Place place;

    /**
     * Where effects are kept.
     *
     * @param name what a failure calls it
     * @param proxy through which it is reached
     * @param ledger reaches it through the proxy, and has {@link #clock} and {@link #LEASE}
     * @param answering whether it answered that ledger when it was last asked
     * @param truth reaches it always
     */
    public record Place(
            String name, FaultyProxy proxy, EffectLedger ledger, BooleanSupplier answering, EffectLedger truth) {}

    /** An empty place, once for each test. */
    protected abstract Place begin() throws Exception;

    @BeforeEach
    void beginning() throws Exception {
        place = begin();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatCannotBeReachedFailsInTimeAndIsThereAgain(Fault fault) {
        place.proxy().fault(fault);
        for (int i = 0; i < 3; i++) {
            String callId = "call " + i;
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> place.ledger().reserve(KEY, ANY, callId, "me"));
        }
        assertThat(place.answering().getAsBoolean()).isFalse();
        place.proxy().fault(Fault.NONE);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> place.ledger().find(KEY))
                .withMessageContaining("left alone");

        assertThat(onceItAnswers(() -> place.ledger().find(KEY)))
                .isEqualTo(place.truth().find(KEY));
        assertThat(place.answering().getAsBoolean()).isTrue();
    }

    /** A client needs a moment to connect again; nobody has to do anything but ask. */
    protected <T> T onceItAnswers(Supplier<T> question) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        StoreException last = null;
        while (System.nanoTime() < end) {
            clock.advance(Duration.ofSeconds(3));
            try {
                return question.get();
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("the guard's " + place.name());
                last = e;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw new AssertionError("the store did not recover", last);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aCallIsRefusedWhileTheStoreIsAway(Fault fault) {
        GuardRun run = guard().open(RunContext.anonymous());
        place.proxy().fault(fault);

        ToolOutcome refused = run.call(REFUND, arguments -> refunds.incrementAndGet());

        assertThat(refused.decision().reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
        assertThat(refunds).hasValue(0);
        assertThat(run.call(ToolCall.of("look", "{}"), arguments -> "seen").executed())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anOutcomeThatCannotBeRecordedKeepsTheEffectFromBeingRepeated(Fault fault) {
        Guard guard = guard();
        ToolOutcome first = guard.open(RunContext.anonymous()).call(REFUND, arguments -> {
            place.proxy().fault(fault);
            return "refund " + refunds.incrementAndGet();
        });
        place.proxy().fault(Fault.NONE);
        onceItAnswers(() -> place.ledger().inDoubt(1));

        Decision again = guard.open(RunContext.anonymous()).check(REFUND);

        assertThat(first.payload()).isEqualTo("refund 1");
        assertThat(again.allowed()).isFalse();
        assertThat(refunds).hasValue(1);
    }

    @Test
    void aCompletionMayBeRepeatedWhenItsAnswerWasLost() {
        place.ledger().reserve(KEY, ANY, "one", "me");
        place.proxy().fault(Fault.ANSWER_LOST);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> place.ledger().complete(KEY, "one", ToolResult.ok(null), null));
        place.proxy().fault(Fault.NONE);

        assertThat(onceItAnswers(() -> place.ledger().complete(KEY, "one", ToolResult.ok(null), null)))
                .isTrue();
        assertThat(place.truth().find(KEY).orElseThrow().state()).isEqualTo(EffectState.EXECUTED);
    }

    private Guard guard() {
        return Given.guard(Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
                        .withEffects(Policies.impatient()))
                .effects(place.ledger())
                .build();
    }
}
