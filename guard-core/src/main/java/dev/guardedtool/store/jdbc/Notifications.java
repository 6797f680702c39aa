package dev.guardedtool.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from PostgreSQL which effects others changed. It listens on a connection of its own, from when somebody waits until
 * nobody has for a while, and connects again when the connection is lost. Thread-safe.
 */
final class Notifications implements AutoCloseable {

    static final String CHANNEL = "guard_effect";

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private static final long LINGER = Duration.ofMinutes(1).toNanos();
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final int QUIET_MILLIS = 5_000;
    private static final int ALIVE_SECONDS = 5;

    private final DataSource dataSource;
    private final Consumer<String> heard;
    private final Runnable listening;

    private int waiting;
    private long lastWaited;
    private boolean closed;
    private @Nullable Thread thread;
    private @Nullable Connection current;

    /**
     * @param dataSource gives connections that nobody else waits for
     * @param heard told the id of an effect that changed
     * @param listening told that it listens from now on: what changed before was not heard
     */
    Notifications(DataSource dataSource, Consumer<String> heard, Runnable listening) {
        this.dataSource = dataSource;
        this.heard = heard;
        this.listening = listening;
    }

    /** Somebody waits from now on, until what is returned is run. */
    synchronized Runnable begin() {
        waiting++;
        if (thread == null && !closed) {
            thread = new Thread(this::run, "guard-notifications");
            thread.setDaemon(true);
            thread.start();
        }
        return this::end;
    }

    private synchronized void end() {
        waiting--;
        lastWaited = System.nanoTime();
    }

    private void run() {
        while (!over()) {
            try (Connection connection = dataSource.getConnection()) {
                if (use(connection)) {
                    listen(connection);
                }
            } catch (SQLException | RuntimeException e) {
                log.debug("Changes of effects cannot be listened to; who waits looks from time to time", e);
                pause();
            } finally {
                use(null);
            }
        }
    }

    private synchronized boolean over() {
        boolean over = closed || (waiting == 0 && System.nanoTime() - lastWaited > LINGER);
        if (over) {
            thread = null;
        }
        return over;
    }

    private synchronized boolean use(@Nullable Connection connection) {
        current = closed ? null : connection;
        return !closed;
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement listen = connection.createStatement()) {
            listen.execute("listen " + CHANNEL);
        }
        listening.run();
        PostgresNews news = PostgresNews.of(connection);
        while (!over()) {
            List<String> ids = news.next(QUIET_MILLIS);
            ids.forEach(heard);
            if (ids.isEmpty() && !connection.isValid(ALIVE_SECONDS)) {
                throw new SQLException("the connection was lost");
            }
        }
    }

    private synchronized void pause() {
        long end = System.nanoTime() + PAUSE;
        try {
            for (long left = PAUSE; left > 0 && !closed; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        Connection cut;
        synchronized (this) {
            closed = true;
            cut = current;
            notifyAll();
        }
        if (cut != null) {
            try {
                cut.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("The connection that listens could not be cut", e);
            }
        }
    }
}
