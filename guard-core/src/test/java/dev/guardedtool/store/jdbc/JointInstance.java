package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that carries one effect out together with what it writes to the same database, as far as it is let. */
final class JointInstance {

    static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    static final EffectKey KEY = new EffectKey(EffectScope.TENANT, "acme", "", ToolName.of("pay"), ANY);
    static final Duration LEASE = Duration.ofMinutes(30);

    private JointInstance() {}

    /** Where it stands when it is killed. */
    enum Step {
        BEGUN,
        PAID,
        WRITTEN_DOWN,
        COMMITTED,
        TOLD
    }

    /** Goes as far as that step, says so, and waits to be killed. */
    public static void main(String[] args) throws Exception {
        Step last = Step.valueOf(args[1]);
        try (HikariDataSource pool = Database.pool(args[0], 2)) {
            JdbcEffectLedger ledger = new JdbcEffectLedger(pool, LEASE, Database.TIMEOUT, JdbcEffectLedgerTests.CIPHER);
            JdbcJointEffects joint = new JdbcJointEffects(pool, Database.TIMEOUT);
            ledger.reserve(KEY, ANY, "one", "me");
            joint.begin(KEY.reference(), "one");
            stop(last, Step.BEGUN);
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                pay(connection);
                stop(last, Step.PAID);
                joint.happened(connection, KEY.reference(), "one");
                stop(last, Step.WRITTEN_DOWN);
                connection.commit();
            }
            stop(last, Step.COMMITTED);
            ledger.complete(KEY, "one", ToolResult.ok("paid"), null);
            stop(last, Step.TOLD);
        }
    }

    static void pay(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into payment values (1)");
        }
    }

    private static void stop(Step last, Step here) throws InterruptedException {
        if (here == last) {
            System.out.println("here");
            new CountDownLatch(1).await();
        }
    }
}
