package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reserving and completing an effect costs little more than two bare statements on the same pool, on a server that keeps
 * what it committed. One that does not is several times as fast, and so are the statements; it is measured as well, but
 * a ledger on it would not be one.
 */
@Tag("long")
class LedgerCostTests {

    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");
    private static final int CONNECTIONS = 16;
    private static final int BLOCKS = 400;
    private static final int CALLS = 10;
    private static final double MOST = 1.3;
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final ToolResult ANSWER = ToolResult.ok("refund 77 of order A-1 is booked");

    private final AtomicLong ids = new AtomicLong();

    /** What is measured, for an id that nobody used. */
    @FunctionalInterface
    private interface Work {

        void on(String id) throws SQLException;
    }

    @Test
    void anEffectCostsLittleMoreThanTwoStatements() throws Exception {
        assertThat(ratio("on")).isLessThan(MOST);
    }

    @Test
    void onAServerThatForgetsItIsReported() throws Exception {
        assertThat(ratio("off")).isPositive();
    }

    private double ratio(String durable) throws Exception {
        try (EmbeddedPostgres server = server(durable);
                HikariDataSource pool = Database.pool(server.getJdbcUrl("postgres", "postgres"), CONNECTIONS)) {
            for (String setting : DURABILITY) {
                assertThat(shown(pool, setting)).as(setting).isEqualTo(durable);
            }
            Database.POSTGRESQL.createTables(pool);
            Database.execute(
                    pool, "create table bare (id char(64) primary key, call text, answer bytea, at timestamptz)");
            JdbcEffectLedger ledger =
                    new JdbcEffectLedger(pool, Duration.ofSeconds(30), Database.TIMEOUT, JdbcEffectLedgerTests.CIPHER);
            System.out.printf("PostgreSQL %s, durability %s%n", shown(pool, "server_version"), durable);
            double ratio = interleaved(id -> statements(pool, id), id -> effect(ledger, id));
            for (int clients : new int[] {1, 8, 64}) {
                System.out.printf(
                        "%d clients: two statements %,.0f/s, effects %,.0f/s%n",
                        clients,
                        throughput(clients, id -> statements(pool, id)),
                        throughput(clients, id -> effect(ledger, id)));
            }
            System.out.printf("an effect takes %s bytes, indexes included%n", size(pool));
            return ratio;
        }
    }

    private static EmbeddedPostgres server(String durable) throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2));
        DURABILITY.forEach(setting -> server.setServerConfig(setting, durable));
        return server.start();
    }

    private static String shown(HikariDataSource pool, String setting) throws SQLException {
        return value(pool, "show " + setting);
    }

    /** After a full vacuum: what updates left behind is used again by later ones. */
    private static String size(HikariDataSource pool) throws SQLException {
        Database.execute(pool, "vacuum full guard_effect");
        return value(pool, "select pg_total_relation_size('guard_effect') / count(*) from guard_effect");
    }

    private static String value(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement show = connection.createStatement();
                ResultSet row = show.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The medians of short blocks in turn, so that whatever else the machine does hits both. The first half is not counted. */
    private double interleaved(Work bare, Work guarded) throws SQLException {
        List<Long> bareTimes = new ArrayList<>();
        List<Long> guardedTimes = new ArrayList<>();
        for (int block = 0; block < 2 * BLOCKS; block++) {
            long bareTime = block(bare);
            long guardedTime = block(guarded);
            if (block >= BLOCKS) {
                bareTimes.add(bareTime);
                guardedTimes.add(guardedTime);
            }
        }
        double ratio = median(guardedTimes) / median(bareTimes);
        System.out.printf(
                "two statements %.3f ms, an effect %.3f ms, ratio %.2f%n",
                median(bareTimes), median(guardedTimes), ratio);
        return ratio;
    }

    private long block(Work work) throws SQLException {
        long begin = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            work.on(String.valueOf(ids.incrementAndGet()));
        }
        return System.nanoTime() - begin;
    }

    private static double median(List<Long> blocks) {
        Collections.sort(blocks);
        return blocks.get(blocks.size() / 2) / 1e6 / CALLS;
    }

    private double throughput(int clients, Work work) throws Exception {
        LongAdder done = new LongAdder();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long begin = System.nanoTime();
            long end = begin + PERIOD.toNanos();
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        work.on(String.valueOf(ids.incrementAndGet()));
                        done.increment();
                    }
                    return null;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
            return done.sum() * 1e9 / (System.nanoTime() - begin);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void statements(HikariDataSource pool, String id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into bare (id, call, at) values (?, ?, now())")) {
            insert.setString(1, id);
            insert.setString(2, "a call of the same length as those of the guard, more or less");
            insert.executeUpdate();
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update bare set answer = ?, at = now() where id = ?")) {
            update.setBytes(1, new byte[80]);
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    private static void effect(JdbcEffectLedger ledger, String id) {
        EffectKey key = new EffectKey(EffectScope.TENANT, id, "", ToolName.of("refund"), ANY);
        assertThat(ledger.reserve(key, ANY, id, "me")).isEmpty();
        assertThat(ledger.complete(key, id, ANSWER, Duration.ofDays(1))).isTrue();
    }
}
