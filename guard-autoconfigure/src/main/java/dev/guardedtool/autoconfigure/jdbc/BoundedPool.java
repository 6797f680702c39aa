package dev.guardedtool.autoconfigure.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that the guard waits for no longer than it may, while the application's own patience with it is longer. Where a
 * connection is free, and one worked a moment ago, it is asked for on the caller's thread, else on one that can be left
 * behind. A connection that comes too late goes back. Thread-safe.
 */
final class BoundedPool extends DelegatingDataSource {

    /** HikariCP hands a connection out unchecked if it was used within this time. */
    static final Duration FRESH = Duration.ofMillis(500);

    private static final int MOST_WAITING = 256;

    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0, MOST_WAITING, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), BoundedPool::thread);

    private final HikariDataSource pool;
    private final Duration atMost;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long lastGiven;

    /**
     * @param atMost how long to wait for a connection
     * @param nanoTime the time, as {@link System#nanoTime} tells it
     */
    BoundedPool(HikariDataSource pool, Duration atMost, LongSupplier nanoTime) {
        super(pool);
        this.pool = pool;
        this.atMost = atMost;
        this.nanoTime = nanoTime;
    }

    private static Thread thread(Runnable asking) {
        Thread thread = new Thread(asking, "guard-connections");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = fresh() ? pool.getConnection() : inTime();
        lastGiven = nanoTime.getAsLong();
        return connection;
    }

    private boolean fresh() {
        Long last = lastGiven;
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        return last != null
                && nanoTime.getAsLong() - last < FRESH.toNanos()
                && connections != null
                && connections.getIdleConnections() > 0;
    }

    private Connection inTime() throws SQLException {
        CompletableFuture<Connection> given = new CompletableFuture<>();
        FutureTask<?> asking = new FutureTask<>(() -> ask(given), null);
        try {
            THREADS.execute(asking);
            return given.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            return unlessGiven(given, asking, "no connection within " + atMost, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unlessGiven(given, asking, "interrupted while waiting for a connection", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
        }
    }

    private void ask(CompletableFuture<Connection> given) {
        try {
            Connection connection = pool.getConnection();
            if (!given.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException e) {
            given.completeExceptionally(e);
        }
    }

    private static Connection unlessGiven(
            CompletableFuture<Connection> given, FutureTask<?> asking, String why, Exception cause)
            throws SQLException {
        if (given.cancel(false)) {
            asking.cancel(true);
            throw new SQLTransientConnectionException(why, cause);
        }
        try {
            return given.join();
        } catch (CompletionException e) {
            throw new SQLTransientConnectionException(why, e.getCause());
        }
    }
}
