package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.NoStoreException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The database that the guard keeps its tables in.
 *
 * @param dataSource as the application has it
 * @param connections gives connections that are never those of a transaction of the application
 */
record GuardDatabase(DataSource dataSource, DataSource connections) {

    /**
     * The one that is qualified as the guard's, else that of the application.
     *
     * @param patience how long to wait for a connection
     */
    static GuardDatabase of(
            ObjectProvider<DataSource> dataSource, ObjectProvider<DataSource> guardDataSource, Duration patience) {
        DataSource own = guardDataSource.getIfUnique();
        DataSource chosen = own != null ? own : dataSource.getIfUnique();
        if (chosen == null) {
            throw new NoStoreException(
                    Store.JDBC,
                    dataSource.stream().findAny().isPresent()
                            ? "there are several DataSources and none says that it is the guard's"
                            : "there is no DataSource",
                    "Configure one with spring.datasource.url, or qualify the one to be used with @GuardDataSource");
        }
        return new GuardDatabase(chosen, OwnConnections.of(chosen, patience));
    }
}
