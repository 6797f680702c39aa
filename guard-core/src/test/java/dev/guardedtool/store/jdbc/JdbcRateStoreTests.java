package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.rate.RateStoreContract;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rates in real databases keep what every store of rates keeps. */
@ExtendWith(Database.Stopped.class)
@ParameterizedClass
@EnumSource
class JdbcRateStoreTests extends RateStoreContract {

    private final Database database;
    private HikariDataSource pool;
    private HikariDataSource otherPool;

    JdbcRateStoreTests(Database database) {
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
