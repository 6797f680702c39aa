package dev.guardedtool.autoconfigure.jdbc;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Where the connection comes from that listens for what other instances did. */
final class Listening {

    private static final Logger log = LoggerFactory.getLogger(Listening.class);

    private Listening() {}

    /**
     * A data source that makes a connection whenever it is asked for one, to the same database as the application's, and
     * takes none from its pool; null where it cannot be told how to connect.
     */
    static @Nullable DataSource beside(DataSource pool) {
        try {
            return DataSourceBuilder.derivedFrom(pool)
                    .type(SimpleDriverDataSource.class)
                    .build();
        } catch (RuntimeException e) {
            log.debug("Waiting duplicates look for the answer, since another connection cannot be made", e);
            return null;
        }
    }
}
