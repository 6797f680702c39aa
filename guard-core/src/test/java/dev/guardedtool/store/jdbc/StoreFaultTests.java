package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
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
import dev.guardedtool.store.Changes;
import dev.guardedtool.store.FaultyProxy;
import dev.guardedtool.store.FaultyProxy.Fault;
import dev.guardedtool.store.Policies;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that is away, slow, or whose answers are lost never lets an effect happen twice. */
@ExtendWith(Database.Stopped.class)
class StoreFaultTests {

    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final EffectKey KEY = new EffectKey(EffectScope.TENANT, "acme", "", ToolName.of("pay"), ANY);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    private final TestClock clock = new TestClock();
    private final AtomicInteger refunds = new AtomicInteger();
    private FaultyProxy proxy;
    private HikariDataSource direct;
    private HikariDataSource through;
    private JdbcEffectLedger ledger;
    private JdbcEffectLedger truth;

    @BeforeEach
    void start() throws Exception {
        String url = Database.POSTGRESQL.fresh();
        URI server = URI.create(url.substring("jdbc:".length()));
        proxy = new FaultyProxy(server.getPort());
        direct = Database.pool(url, 2);
        through = Database.pool(
                url.replace(":" + server.getPort() + "/", ":" + proxy.port() + "/"),
                1,
                config -> config.setConnectionTimeout(2_000));
        ledger = new JdbcEffectLedger(through, LEASE, Duration.ofSeconds(3), null, null, new Changes(), clock);
        truth = new JdbcEffectLedger(direct, LEASE, Database.TIMEOUT, null);
    }

    @AfterEach
    void stop() throws Exception {
        through.close();
        direct.close();
        proxy.close();
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

        assertThat(onceItAnswers(() -> ledger.find(KEY))).isEqualTo(truth.find(KEY));
        assertThat(ledger.answering()).isTrue();
    }

    /** A pool may need a few tries to connect again; nobody has to do anything but ask. */
    private <T> T onceItAnswers(Supplier<T> question) {
        for (int tries = 0; tries < 100; tries++) {
            clock.advance(Duration.ofSeconds(3));
            try {
                return question.get();
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("the guard's database");
            }
        }
        throw new AssertionError("the store did not recover");
    }

    @Test
    void aComplaintIsNoAbsence() {
        EffectKey key = new EffectKey(EffectScope.TENANT, "", "", ToolName.of("pay"), ANY);
        String tooLong = "x".repeat(100);
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.reserve(key, ANY, "one", tooLong));
        }

        assertThat(ledger.answering()).isTrue();
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
    void aCompletionMayBeRepeatedWhenItsAnswerWasLost() {
        ledger.reserve(KEY, ANY, "one", "me");
        proxy.fault(Fault.ANSWER_LOST);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> ledger.complete(KEY, "one", ToolResult.ok(null), null));
        proxy.fault(Fault.NONE);

        assertThat(onceItAnswers(() -> ledger.complete(KEY, "one", ToolResult.ok(null), null)))
                .isTrue();
        assertThat(truth.find(KEY).orElseThrow().state()).isEqualTo(EffectState.EXECUTED);
    }

    private Guard guard() {
        return Given.guard(Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
                        .withEffects(Policies.impatient()))
                .effects(ledger)
                .build();
    }
}
