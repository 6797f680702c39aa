package dev.guardedtool.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guard waits for a connection for as long as it may, and leaves none behind. */
class BoundedPoolTests {

    private static final Duration ENDLESS = Duration.ofHours(1);

    private final AtomicLong time = new AtomicLong();
    private final List<Thread> askedOn = new CopyOnWriteArrayList<>();
    private final HikariDataSource pool = new AskedPool(config());

    /** Notes who asks. */
    private final class AskedPool extends HikariDataSource {

        private AskedPool(HikariConfig config) {
            super(config);
        }

        @Override
        public Connection getConnection() throws SQLException {
            askedOn.add(Thread.currentThread());
            return super.getConnection();
        }
    }

    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(ENDLESS.toMillis());
        return config;
    }

    private BoundedPool bounded(Duration atMost) {
        return new BoundedPool(pool, atMost, time::get);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void aPoolThatIsUsedUpIsNotWaitedForLongerThanThat() throws SQLException {
        BoundedPool bounded = bounded(Duration.ofMillis(50));
        try (Connection held = bounded.getConnection()) {
            assertThat(held.isValid(1)).isTrue();
            assertThatExceptionOfType(SQLTransientConnectionException.class)
                    .isThrownBy(bounded::getConnection)
                    .withMessage("no connection within PT0.05S");
        }

        await().untilAsserted(() ->
                assertThat(pool.getHikariPoolMXBean().getIdleConnections()).isEqualTo(1));
        assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection()).isZero();
        try (Connection again = bounded.getConnection()) {
            assertThat(again.isValid(1)).isTrue();
        }
    }

    @Test
    void aConnectionThatIsFreeAndWorkedAMomentAgoIsAskedForAtOnce() throws SQLException {
        BoundedPool bounded = bounded(ENDLESS);
        bounded.getConnection().close();
        assertThat(askedOn).isNotEmpty().doesNotContain(Thread.currentThread());
        askedOn.clear();

        time.addAndGet(BoundedPool.FRESH.toNanos() - 1);
        bounded.getConnection().close();
        assertThat(askedOn).containsExactly(Thread.currentThread());

        time.addAndGet(BoundedPool.FRESH.toNanos());
        bounded.getConnection().close();
        assertThat(askedOn).hasSize(2).last().isNotEqualTo(Thread.currentThread());
    }

    @Test
    void whoIsInterruptedDoesNotWait() throws SQLException {
        BoundedPool bounded = bounded(ENDLESS);
        try (Connection held = bounded.getConnection()) {
            assertThat(held.isValid(1)).isTrue();
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(SQLTransientConnectionException.class)
                    .isThrownBy(bounded::getConnection)
                    .withMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
        await().untilAsserted(() -> assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                .isZero());
    }

    @Test
    void whatThePoolSaysIsPassedOn() {
        BoundedPool bounded = bounded(ENDLESS);
        pool.close();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(bounded::getConnection)
                .withMessageContaining("has been closed");
    }
}
