package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.custody.FactStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Facts in real databases keep what every store of facts keeps. */
@ExtendWith(Database.Stopped.class)
@ParameterizedClass
@EnumSource
class JdbcFactStoreTests extends FactStoreContract {

    private final Database database;
    private HikariDataSource pool;
    private HikariDataSource otherPool;

    JdbcFactStoreTests(Database database) {
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
