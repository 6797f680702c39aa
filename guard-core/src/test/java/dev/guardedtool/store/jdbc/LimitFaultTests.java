package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.FactScope;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetBalance;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.BudgetReservation;
import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.custody.FactKey;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.rate.RateAnswer;
import dev.guardedtool.rate.RateKey;
import dev.guardedtool.rate.RateRequest;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.FaultyProxy;
import dev.guardedtool.store.FaultyProxy.Fault;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.testing.Given;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that is away, slow, or whose answers are lost lets nobody take more than there is, and loses nothing. */
@ExtendWith(Database.Stopped.class)
class LimitFaultTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final BudgetKey ANN = new BudgetKey("per-user", "ann", "");
    private static final Amount LIMIT = new Amount(Long.MAX_VALUE, 100, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final Share OF_ANN = new Share(ANN, LIMIT, null);
    private static final ToolName SEND = ToolName.of("send");
    private static final RateRequest TWICE = new RateRequest(new RateKey(SEND, "principal", HOUR, "ann"), 2);
    private static final FactKey FACT =
            new FactKey(FactScope.SESSION, "", "ann", "chat", "order", Fingerprint.parse("a".repeat(64)));

    private FaultyProxy proxy;
    private HikariDataSource direct;
    private HikariDataSource through;

    @BeforeEach
    void start() throws Exception {
        String url = Database.POSTGRESQL.fresh();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        proxy = new FaultyProxy(port);
        direct = Database.pool(url, 2);
        through = Database.pool(
                url.replace(":" + port + "/", ":" + proxy.port() + "/"), 1, config -> config.setConnectionTimeout(500));
    }

    @AfterEach
    void stop() throws Exception {
        through.close();
        direct.close();
        proxy.close();
    }

    private static Amount tokens(long tokens) {
        return new Amount(0, tokens, 0, 0);
    }

    private static BudgetReservation reservation(String id, long tokens) {
        return new BudgetReservation(id, "me", tokens(tokens), List.of(OF_ANN), HOUR);
    }

    private void fails(Fault fault, Runnable operation) {
        proxy.fault(fault);
        assertThatExceptionOfType(StoreException.class).isThrownBy(operation::run);
        proxy.fault(Fault.NONE);
    }

    /** A pool may need a few tries to connect again, and the store is left alone for a moment after three. */
    private static <T> T onceItAnswers(Supplier<T> question) {
        long end = System.nanoTime() + Database.TIMEOUT.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (StoreException e) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void moneyIsSetAsideOrNotAndGivenBackInTheEnd(Fault fault) throws Exception {
        JdbcBudgetStore truth = new JdbcBudgetStore(direct, Database.TIMEOUT);
        JdbcBudgetStore store = new JdbcBudgetStore(through, TIMEOUT);

        fails(fault, () -> store.reserve(reservation("one", 60)));

        truth.reserve(reservation("two", 60));
        assertThat(truth.balance(ANN).reserved()).as("one of the two").isEqualTo(tokens(60));
        Database.POSTGRESQL.age(direct, HOUR);
        assertThat(truth.recover()).hasSize(1);
        assertThat(truth.balance(ANN)).isEqualTo(new BudgetBalance(ANN, Amount.NONE, Amount.NONE));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatWasSpentIsCountedOnceHoweverOftenItIsTold(Fault fault) {
        JdbcBudgetStore truth = new JdbcBudgetStore(direct, Database.TIMEOUT);
        JdbcBudgetStore store = new JdbcBudgetStore(through, TIMEOUT);
        store.reserve(reservation("one", 60));

        fails(fault, () -> store.settle("one", tokens(50)));
        onceItAnswers(() -> store.settle("one", tokens(50)));

        assertThat(truth.balance(ANN)).isEqualTo(new BudgetBalance(ANN, tokens(50), Amount.NONE));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void noMoreCallsAreLetThroughThanMayBe(Fault fault) {
        JdbcRateStore truth = new JdbcRateStore(direct, Database.TIMEOUT);
        JdbcRateStore store = new JdbcRateStore(through, TIMEOUT);

        fails(fault, () -> store.acquire(List.of(TWICE)));

        int granted = 0;
        for (int i = 0; i < 4; i++) {
            granted += truth.acquire(List.of(TWICE)) instanceof RateAnswer.Granted ? 1 : 0;
        }
        assertThat(granted).isBetween(1, 2);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void noMoreAttemptsAreGrantedThanMayBe(Fault fault) {
        JdbcAttemptStore truth = new JdbcAttemptStore(direct, Database.TIMEOUT, HOUR);
        JdbcAttemptStore store = new JdbcAttemptStore(through, TIMEOUT, HOUR);

        fails(fault, () -> store.increment("run", SEND, 2));

        int granted = 0;
        for (int i = 0; i < 4; i++) {
            granted += truth.increment("run", SEND, 2).granted() ? 1 : 0;
        }
        assertThat(granted).isBetween(1, 2);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aFactIsUsedUpByOne(Fault fault) {
        JdbcFactStore truth = new JdbcFactStore(direct, Database.TIMEOUT);
        JdbcFactStore store = new JdbcFactStore(through, TIMEOUT);
        truth.mint(List.of(FACT), HOUR);

        fails(fault, () -> store.consume(List.of(FACT), "one"));
        boolean mine = onceItAnswers(() -> store.consume(List.of(FACT), "one"));

        assertThat(mine).isTrue();
        assertThat(truth.consume(List.of(FACT), "two")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aCallIsRefusedWhileItsLimitsCannotBeAsked(Fault fault) {
        GuardPolicy policy = Given.tool("send", tool -> tool.rates(List.of(new ToolRate(2, HOUR, ""))));
        GuardRun run = Given.guard(policy)
                .rates(new JdbcRateStore(through, TIMEOUT))
                .build()
                .open(RunContext.anonymous());
        proxy.fault(fault);

        assertThat(run.check(ToolCall.of(SEND, "{}")).reason()).isEqualTo(GuardReason.LIMIT_STORE_UNAVAILABLE);

        proxy.fault(Fault.NONE);
    }

    /** Half of what belongs together is nothing. */
    @Test
    void whatWasBegunWhenTheConnectionWasCutIsUndone() {
        JdbcBudgetStore truth = new JdbcBudgetStore(direct, Database.TIMEOUT);
        BudgetKey all = new BudgetKey("everybody", "", "");
        Connections cut = new Connections(through, TIMEOUT, Clock.systemUTC());
        truth.reserve(
                new BudgetReservation("one", "me", tokens(10), List.of(OF_ANN, new Share(all, LIMIT, null)), HOUR));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> cut.together(session -> {
                    session.update("delete from guard_budget_hold");
                    proxy.fault(Fault.CUT);
                    return session.update("update guard_budget set reservations = 0");
                }));

        assertThat(truth.settle("one", tokens(5))).hasSize(2);
    }
}
