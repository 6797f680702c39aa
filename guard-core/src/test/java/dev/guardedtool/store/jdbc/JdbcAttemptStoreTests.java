package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.AttemptStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts in real databases are counted as by every store. */
@ExtendWith(Database.Stopped.class)
@ParameterizedClass
@EnumSource
class JdbcAttemptStoreTests extends AttemptStoreContract {

    private static final Duration KEEP = Duration.ofDays(1);

    private final Database database;
    private HikariDataSource pool;
    private HikariDataSource otherPool;

    JdbcAttemptStoreTests(Database database) {
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
