package dev.guardedtool.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** The connection that listens is beside the pool of the application, so that a pool of one has it still. */
class ListeningTests {

    private static final String URL = "jdbc:h2:mem:" + UUID.randomUUID();

    @AutoClose
    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void poolOfOne() {
        pool.setJdbcUrl(URL);
        pool.setUsername("sa");
        pool.setMaximumPoolSize(1);
    }

    @Test
    void itIsNoneOfThePool() throws Exception {
        for (DataSource dataSource : new DataSource[] {pool, new LazyConnectionDataSourceProxy(pool)}) {
            try (Connection ofThePool = pool.getConnection();
                    Connection listening = Listening.beside(dataSource).getConnection()) {
                assertThat(listening.getMetaData().getURL())
                        .isEqualTo(ofThePool.getMetaData().getURL());
            }
        }
    }

    @Test
    void itIsEncryptedAsThePoolsAre() {
        pool.addDataSourceProperty("sslmode", "verify-full");

        for (DataSource dataSource : new DataSource[] {pool, new LazyConnectionDataSourceProxy(pool)}) {
            assertThat(Listening.beside(dataSource))
                    .isInstanceOfSatisfying(
                            SimpleDriverDataSource.class,
                            own -> assertThat(own.getConnectionProperties()).containsEntry("sslmode", "verify-full"));
        }
    }

    @Test
    void whereNobodyKnowsHowToConnectNothingIsHeard() {
        DataSource unknown = new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Connection getConnection(String user, String password) {
                throw new UnsupportedOperationException();
            }
        };

        assertThat(Listening.beside(unknown)).isNull();
    }
}
