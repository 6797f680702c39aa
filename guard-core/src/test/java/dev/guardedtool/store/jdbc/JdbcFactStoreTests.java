package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.custody.FactStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Facts in real databases keep what every store of facts keeps. */
@ExtendWith(Database.Stopped.class)
class JdbcFactStoreTests {

    /** The contract on one database, seen by two processes with a pool each. */
    abstract static class OnDatabase extends FactStoreContract {

        private final Database database;
        private HikariDataSource pool;
        private HikariDataSource otherPool;

        OnDatabase(Database database) {
            this.database = database;
        }

        @Override
        protected FactStore store() throws SQLException {
            String url = database.fresh();
            pool = Database.pool(url, 4);
            otherPool = Database.pool(url, 4);
            return new JdbcFactStore(pool, Database.TIMEOUT);
        }

        @Override
        protected FactStore elsewhere() {
            return new JdbcFactStore(otherPool, Database.TIMEOUT);
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
