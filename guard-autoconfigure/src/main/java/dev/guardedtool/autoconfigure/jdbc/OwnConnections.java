package dev.guardedtool.autoconfigure.jdbc;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Connections beside those of the caller's transaction. Where the transaction holds the only one of the pool, asking for
 * another would wait for what cannot come, so it fails at once.
 */
final class OwnConnections extends DelegatingDataSource {

    private static final String NONE_FREE = "The guard needs a connection beside that of the caller's transaction, and"
            + " the pool has none left. Give the pool more connections, or the guard a DataSource of its own, qualified"
            + " with @GuardDataSource.";

    private static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", OwnConnections.class.getClassLoader());

    private final DataSource pool;

    private OwnConnections(DataSource pool, DataSource connections) {
        super(connections);
        this.pool = pool;
    }

    /**
     * Connections of that data source.
     *
     * @param atMost how long to wait for one, where the data source is HikariCP; others are waited for as they like
     */
    static DataSource of(DataSource dataSource, Duration atMost) {
        DataSource pool = behindTransactions(dataSource);
        return new OwnConnections(pool, HIKARI ? Pool.bounded(pool, atMost) : pool);
    }

    /** What transactions take their connections from. */
    static DataSource behindTransactions(DataSource dataSource) {
        DataSource pool = dataSource;
        while (pool instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null) {
            pool = proxy.getTargetDataSource();
        }
        return pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        boolean inTransaction = TransactionSynchronizationManager.hasResource(pool);
        if (inTransaction && HIKARI && Pool.ofOne(pool)) {
            throw new SQLTransientConnectionException(NONE_FREE);
        }
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException e) {
            throw inTransaction ? noneFree(e) : e;
        }
    }

    private static SQLTransientConnectionException noneFree(@Nullable Throwable cause) {
        return new SQLTransientConnectionException(NONE_FREE, cause);
    }

    /** Where HikariCP is on the class path. */
    private static final class Pool {

        /** Only the pool itself: what chooses one by the thread must be asked on that thread. */
        private static DataSource bounded(DataSource pool, Duration atMost) {
            return pool instanceof HikariDataSource hikari ? new BoundedPool(hikari, atMost, System::nanoTime) : pool;
        }

        private static boolean ofOne(DataSource pool) {
            HikariDataSource hikari =
                    DataSourceUnwrapper.unwrap(pool, HikariConfigMXBean.class, HikariDataSource.class);
            return hikari != null && hikari.getMaximumPoolSize() == 1;
        }
    }
}
