package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.budget.BudgetStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Budgets in real databases keep what every store of budgets keeps. */
@ExtendWith(Database.Stopped.class)
class JdbcBudgetStoreTests {

    /** The contract on one database, seen by two processes with a pool each. */
    abstract static class OnDatabase extends BudgetStoreContract {

        private final Database database;
        private HikariDataSource pool;
        private HikariDataSource otherPool;

        OnDatabase(Database database) {
            this.database = database;
        }

        @Override
        protected BudgetStore store() throws SQLException {
            String url = database.fresh();
            pool = Database.pool(url, 4);
            otherPool = Database.pool(url, 4);
            return new JdbcBudgetStore(pool, Database.TIMEOUT);
        }

        @Override
        protected BudgetStore elsewhere() {
            return new JdbcBudgetStore(otherPool, Database.TIMEOUT);
        }

        @AfterEach
        void disconnect() {
            pool.close();
            otherPool.close();
        }

        @Override
        protected void advance(Duration time) throws SQLException {
            database.age(pool, time);
        }

        @Override
        protected Instant now() {
            return Instant.now();
        }

        @Override
        protected int amounts() {
            return 15;
        }
    }

    /** H2. */
    @Nested
    class OnH2 extends OnDatabase {

        OnH2() {
            super(Database.H2);
        }
    }

    /** PostgreSQL. */
    @Nested
    class OnPostgresql extends OnDatabase {

        OnPostgresql() {
            super(Database.POSTGRESQL);
        }
    }
}
