package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.time.Clock;
import java.time.Duration;

/** One of several instances of an application, with a guard and a pool of its own. */
final class OneInstance implements AutoCloseable {

    private static final Duration KEEP = Duration.ofDays(30);
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final HikariDataSource pool;
    final Guard guard;
    final JdbcBudgetStore budgets;
    final RunStore runs;

    OneInstance(String url, int connections, GuardPolicy policy) {
        this(url, connections, policy, Clock.systemUTC());
    }

    OneInstance(String url, int connections, GuardPolicy policy, Clock clock) {
        this.pool = Database.pool(url, connections);
        this.budgets = new JdbcBudgetStore(pool, Database.TIMEOUT);
        this.runs = new JdbcRunStore(pool, Database.TIMEOUT, KEEP);
        this.guard = Given.guard(policy)
                .clock(clock)
                .effects(new JdbcEffectLedger(pool, LEASE, Database.TIMEOUT, JdbcEffectLedgerTests.CIPHER))
                .budgets(budgets)
                .rates(new JdbcRateStore(pool, Database.TIMEOUT))
                .attempts(new JdbcAttemptStore(pool, Database.TIMEOUT, KEEP))
                .facts(new JdbcFactStore(pool, Database.TIMEOUT))
                .build();
    }

    @Override
    public void close() {
        pool.close();
    }
}
