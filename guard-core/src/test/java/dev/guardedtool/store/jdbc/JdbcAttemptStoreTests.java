package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.AttemptStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attempts in real databases are counted as by every store. */
@ExtendWith(Database.Stopped.class)
class JdbcAttemptStoreTests {

    private static final Duration KEEP = Duration.ofDays(1);

    /** The contract on one database, seen by two processes with a pool each. */
    abstract static class OnDatabase extends AttemptStoreContract {

        private final Database database;
        private HikariDataSource pool;
        private HikariDataSource otherPool;

        OnDatabase(Database database) {
            this.database = database;
        }

        @Override
        protected AttemptStore store() throws SQLException {
            String url = database.fresh();
            pool = Database.pool(url, 4);
            otherPool = Database.pool(url, 4);
            return new JdbcAttemptStore(pool, Database.TIMEOUT, KEEP);
        }

        @Override
        protected AttemptStore elsewhere() {
            return new JdbcAttemptStore(otherPool, Database.TIMEOUT, KEEP);
        }

        @AfterEach
        void disconnect() {
            pool.close();
            otherPool.close();
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
