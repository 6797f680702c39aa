package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.engine.RunStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs in real databases are continued as from every store. */
@ExtendWith(Database.Stopped.class)
@ParameterizedClass
@EnumSource
class JdbcRunStoreTests extends RunStoreContract {

    private final Database database;
    private HikariDataSource pool;
    private HikariDataSource otherPool;

    JdbcRunStoreTests(Database database) {
        this.database = database;
    }

    @Override
    protected RunStore store() throws SQLException {
        String url = database.fresh();
        pool = Database.pool(url, 4);
        otherPool = Database.pool(url, 4);
        return new JdbcRunStore(pool, Database.TIMEOUT, KEEP);
    }

    @Override
    protected RunStore elsewhere() {
        return new JdbcRunStore(otherPool, Database.TIMEOUT, KEEP);
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
