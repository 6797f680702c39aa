package dev.guardedtool.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts connections on which a statement takes too long. A timeout of the socket would do the same, at a price that each
 * statement pays. A few looks per timeout are enough, and none while nothing is under way. Thread-safe.
 */
final class Deadlines {

    private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

    private static final int LOOKS_PER_TIMEOUT = 8;

    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final long timeout;
    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** One use of a connection. Nobody cuts the connection once it is over, when it may be somebody else's. */
    private static final class UnderWay {

        private final Connection connection;
        private final long deadline;
        private boolean over;

        UnderWay(Connection connection, long deadline) {
            this.connection = connection;
            this.deadline = deadline;
        }

        synchronized void end() {
            over = true;
        }

        synchronized void cut() {
            if (over) {
                return;
            }
            over = true;
            try {
                connection.abort(Runnable::run);
            } catch (SQLException | RuntimeException e) {
                log.warn("A connection to the guard's database that does not answer could not be cut", e);
            }
        }
    }

    /** What is done on a connection. */
    @FunctionalInterface
    interface Use<T> {

        T of(Connection connection) throws SQLException;
    }

    Deadlines(Duration timeout) {
        this.timeout = timeout.toNanos();
    }

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, look -> {
            Thread thread = new Thread(look, "guard-jdbc");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(30, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    <T> T inTime(Connection connection, Use<T> use) throws SQLException {
        UnderWay now = new UnderWay(connection, System.nanoTime() + timeout);
        underWay.add(now);
        keepWatch();
        try {
            return use.of(connection);
        } finally {
            underWay.remove(now);
            now.end();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void keepWatch() {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            WATCH.schedule(this::look, timeout / LOOKS_PER_TIMEOUT, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        long now = System.nanoTime();
        for (UnderWay use : underWay) {
            if (now - use.deadline >= 0) {
                use.cut();
            }
        }
        watched.set(false);
        if (!underWay.isEmpty()) {
            keepWatch();
        }
    }
}
