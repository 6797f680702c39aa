package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.rate.RateStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rates in real databases keep what every store of rates keeps. */
@ExtendWith(Database.Stopped.class)
class JdbcRateStoreTests {

    /** The contract on one database, seen by two processes with a pool each. */
    abstract static class OnDatabase extends RateStoreContract {

        private final Database database;
        private HikariDataSource pool;
        private HikariDataSource otherPool;

        OnDatabase(Database database) {
            this.database = database;
        }

        @Override
        protected RateStore store() throws SQLException {
            String url = database.fresh();
            pool = Database.pool(url, 4);
            otherPool = Database.pool(url, 4);
            return new JdbcRateStore(pool, Database.TIMEOUT);
        }

        @Override
        protected RateStore elsewhere() {
            return new JdbcRateStore(otherPool, Database.TIMEOUT);
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
