package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reserving and completing an effect costs little more than two bare statements on the same pool. */
@ExtendWith(Database.Stopped.class)
@Tag("long")
class LedgerCostTests {

    private static final int BLOCKS = 60;
    private static final int CALLS = 50;
    private static final double MOST = 1.3;
    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final ToolResult ANSWER = ToolResult.ok("refund 77 of order A-1 is booked");

    @Test
    void anEffectCostsLittleMoreThanTwoStatements() throws SQLException {
        try (HikariDataSource pool = Database.pool(Database.POSTGRESQL.fresh(), 2)) {
            Database.execute(
                    pool, "create table bare (id char(64) primary key, call text, answer bytea, at timestamptz)");
            JdbcEffectLedger ledger =
                    new JdbcEffectLedger(pool, Duration.ofSeconds(30), Database.TIMEOUT, JdbcEffectLedgerTests.CIPHER);
            long bare = 0;
            long guarded = 0;
            for (int block = 0; block < 2 * BLOCKS; block++) {
                long begin = System.nanoTime();
                for (int call = 0; call < CALLS; call++) {
                    statements(pool, block + "-" + call);
                }
                long middle = System.nanoTime();
                for (int call = 0; call < CALLS; call++) {
                    effect(ledger, block + "-" + call);
                }
                if (block >= BLOCKS) {
                    bare += middle - begin;
                    guarded += System.nanoTime() - middle;
                }
            }
            double ratio = (double) guarded / bare;
            System.out.printf(
                    "two statements %.3f ms, an effect %.3f ms, ratio %.2f%n", perCall(bare), perCall(guarded), ratio);

            assertThat(ratio).isLessThan(MOST);
        }
    }

    private static double perCall(long nanos) {
        return nanos / 1e6 / BLOCKS / CALLS;
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
