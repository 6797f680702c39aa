package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.testing.TestClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pool may fail as it likes: once it gives connections again, the database is asked again. */
class PoolFaultTests {

    private static final class FailingPool extends HikariDataSource {

        private @Nullable RuntimeException failure;
        private boolean away;

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("away", "08001");
            }
            if (failure != null) {
                throw failure;
            }
            return super.getConnection();
        }
    }

    @Test
    void anExceptionThatIsNoneOfSqlDoesNotKeepTheDatabaseFromBeingAskedAgain() throws SQLException {
        TestClock clock = new TestClock();
        try (FailingPool pool = new FailingPool()) {
            pool.setJdbcUrl("jdbc:h2:mem:failing");
            Connections connections = new Connections(pool, Database.TIMEOUT, clock);
            pool.away = true;
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(StoreException.class).isThrownBy(connections::product);
            }
            clock.advance(Duration.ofSeconds(3));
            pool.away = false;
            pool.failure = new IllegalStateException("no pool");
            assertThatIllegalStateException().isThrownBy(connections::product);

            pool.failure = null;
            clock.advance(Duration.ofMinutes(1));

            assertThat(connections.product()).isEqualTo("H2");
        }
    }
}
