package dev.guardedtool.store.redis;

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
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.FaultyProxy;
import dev.guardedtool.store.FaultyProxy.Fault;
import dev.guardedtool.store.Policies;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Redis that is away, slow, killed, or whose answers are lost never lets an effect happen twice. */
class RedisFaultTests {

    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final EffectKey KEY = new EffectKey(EffectScope.TENANT, "acme", "", ToolName.of("pay"), ANY);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    private final TestClock clock = new TestClock();
    private final AtomicInteger refunds = new AtomicInteger();
    private RedisServer server;
    private FaultyProxy proxy;
    private LettuceScripts through;
    private RedisEffectLedger ledger;

    @BeforeEach
    void start() throws Exception {
        server = RedisServer.durable();
        proxy = new FaultyProxy(server.port());
        through = new LettuceScripts("redis://127.0.0.1:" + proxy.port(), Duration.ofSeconds(2));
        ledger = new RedisEffectLedger(through, "guard", LEASE, null, clock);
        ledger.find(KEY);
    }

    @AfterEach
    void stop() throws Exception {
        through.close();
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatCannotBeReachedFailsInTimeAndIsThereAgain(Fault fault) {
        proxy.fault(fault);
        for (int i = 0; i < 3; i++) {
            String callId = "call " + i;
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.reserve(KEY, ANY, callId, "me"));
        }
        assertThat(ledger.answering()).isFalse();
        proxy.fault(Fault.NONE);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> ledger.find(KEY))
                .withMessageContaining("left alone");

        onceItAnswers(() -> ledger.find(KEY));
        assertThat(ledger.answering()).isTrue();
    }

    /** A client needs a moment to connect again; nobody has to do anything but ask. */
    private <T> T onceItAnswers(Supplier<T> question) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            clock.advance(Duration.ofSeconds(3));
            try {
                return question.get();
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("the guard's Redis");
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw new AssertionError("the store did not recover");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aCallIsRefusedWhileTheStoreIsAway(Fault fault) {
        GuardRun run = guard().open(RunContext.anonymous());
        proxy.fault(fault);

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
            proxy.fault(fault);
            return "refund " + refunds.incrementAndGet();
        });
        proxy.fault(Fault.NONE);
        onceItAnswers(() -> ledger.inDoubt(1));

        Decision again = guard.open(RunContext.anonymous()).check(REFUND);

        assertThat(first.payload()).isEqualTo("refund 1");
        assertThat(again.allowed()).isFalse();
        assertThat(refunds).hasValue(1);
    }

    @Test
    void aServerThatWasKilledAndStartedAgainKnowsWhatItAnswered() throws Exception {
        EffectKey done = new EffectKey(EffectScope.TENANT, "done", "", ToolName.of("pay"), ANY);
        ledger.reserve(done, ANY, "first", "me");
        ledger.complete(done, "first", ToolResult.ok(null), Duration.ofHours(1));
        ledger.reserve(KEY, ANY, "one", "me");

        server.kill();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> ledger.complete(KEY, "one", ToolResult.ok(null), null));
        server.start();

        assertThat(onceItAnswers(() -> ledger.find(done)).orElseThrow().state()).isEqualTo(EffectState.EXECUTED);
        assertThat(ledger.find(KEY).orElseThrow().state()).isEqualTo(EffectState.RESERVED);
        assertThat(ledger.complete(KEY, "one", ToolResult.ok(null), null)).isTrue();
        assertThat(ledger.reserve(KEY, ANY, "two", "me").orElseThrow().state()).isEqualTo(EffectState.EXECUTED);
    }

    @Test
    void aServerThatIsStillLoadingIsAway() {
        assertThat(Complaint.of(new IllegalStateException(
                        "wrapped", new IllegalStateException("LOADING Redis is loading the dataset in memory"))))
                .satisfies(complaint -> assertThat(complaint.serverIsAway()).isTrue());
        assertThat(Complaint.of(new IllegalStateException("ERR unknown command")))
                .satisfies(complaint -> assertThat(complaint.serverIsAway()).isFalse());
        assertThat(Complaint.of(new IllegalStateException("Command timed out after 1 second(s)")))
                .isNull();
    }

    private Guard guard() {
        return Given.guard(Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
                        .withEffects(Policies.impatient()))
                .effects(ledger)
                .build();
    }
}
