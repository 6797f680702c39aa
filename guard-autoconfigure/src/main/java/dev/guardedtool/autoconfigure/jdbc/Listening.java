package dev.guardedtool.autoconfigure.jdbc;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/** Where the connection comes from that listens for what other instances did. */
final class Listening {

    private static final Logger log = LoggerFactory.getLogger(Listening.class);

    private static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", Listening.class.getClassLoader());

    private Listening() {}

    /** Where HikariCP is on the class path. */
    private static final class Pool {

        /** What the driver is told beside the user and the password, such as how to encrypt. */
        private static Properties properties(DataSource pool) {
            HikariDataSource hikari =
                    DataSourceUnwrapper.unwrap(pool, HikariConfigMXBean.class, HikariDataSource.class);
            return hikari == null ? new Properties() : hikari.getDataSourceProperties();
        }
    }

    /**
     * A data source that makes a connection whenever it is asked for one, to the same database as the application's, and
     * takes none from its pool; null where it cannot be told how to connect.
     */
    static @Nullable DataSource beside(DataSource pool) {
        try {
            SimpleDriverDataSource own = DataSourceBuilder.derivedFrom(pool)
                    .type(SimpleDriverDataSource.class)
                    .build();
            if (HIKARI) {
                own.setConnectionProperties(Pool.properties(pool));
            }
            return own;
        } catch (RuntimeException e) {
            log.debug("Waiting duplicates look for the answer, since another connection cannot be made", e);
            return null;
        }
    }
}
