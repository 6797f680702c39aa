package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A connection that does not answer in time is cut, and no other. */
class DeadlinesTests {

    private static final Duration SHORT = Duration.ofMillis(80);

    private final CountDownLatch cut = new CountDownLatch(1);

    private static Connection connection(CountDownLatch cut) {
        return (Connection) Proxy.newProxyInstance(
                DeadlinesTests.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("abort")) {
                        cut.countDown();
                    }
                    return null;
                });
    }

    private static boolean untilCut(Deadlines deadlines, CountDownLatch latch) throws SQLException {
        return deadlines.<Boolean>inTime(connection(latch), used -> {
            try {
                return latch.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whatTakesTooLongIsCut() throws SQLException {
        assertThat(untilCut(new Deadlines(SHORT), cut)).isTrue();
    }

    /** Somebody else may hold the connection by then. */
    @Test
    void whatIsOverIsNotCut() throws SQLException {
        Deadlines deadlines = new Deadlines(SHORT);
        assertThat(deadlines.<Boolean>inTime(connection(cut), used -> true)).isTrue();

        assertThat(untilCut(deadlines, new CountDownLatch(1))).isTrue();

        assertThat(cut.getCount()).isEqualTo(1);
    }
}
