package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.Together;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nobody needs any more is removed, by one instance at a time; what is live or in doubt is not. */
@ExtendWith(Database.Stopped.class)
class RetentionTests {

    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final Duration HOUR = Duration.ofHours(1);

    private static EffectKey key(String holder) {
        return new EffectKey(EffectScope.TENANT, holder, "", ToolName.of("pay"), ANY);
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatExpiredIsRemoved(Database database) throws SQLException {
        try (HikariDataSource pool = Database.pool(database.fresh(), 2)) {
            JdbcEffectLedger ledger = new JdbcEffectLedger(pool, HOUR, Database.TIMEOUT, null);
            for (int i = 0; i < 25; i++) {
                ledger.reserve(key("old " + i), ANY, "call " + i, "me");
                ledger.complete(key("old " + i), "call " + i, ToolResult.ok(null), HOUR);
            }
            ledger.reserve(key("lapsed"), ANY, "lapsed", "me");
            ledger.reserve(key("doubt"), ANY, "doubt", "me");
            ledger.markUnknown(key("doubt"), "doubt");
            ledger.reserve(key("for ever"), ANY, "for ever", "me");
            ledger.complete(key("for ever"), "for ever", ToolResult.ok(null), null);
            database.age(pool, HOUR.multipliedBy(2));
            ledger.reserve(key("old 7"), ANY, "again", "me");

            assertThat(ledger.removeExpired(10)).isEqualTo(24);

            assertThat(ledger.removeExpired(10)).isZero();
            assertThat(ledger.find(key("old 7"))).isPresent();
            assertThat(ledger.find(key("for ever"))).isPresent();
            assertThat(ledger.inDoubt(10)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneOfManyInstancesDoesATask(Database database) throws Exception {
        try (HikariDataSource pool = Database.pool(database.fresh(), 8)) {
            for (int round = 0; round < 3; round++) {
                List<Boolean> taken = Together.run(8, i -> new JdbcTasks(pool, "instance " + i).take("clean-up", HOUR));

                assertThat(taken).filteredOn(mine -> mine).hasSize(1);
                assertThat(new JdbcTasks(pool, "late").take("clean-up", HOUR)).isFalse();
                assertThat(new JdbcTasks(pool, "other").take("other " + round, HOUR))
                        .isTrue();
                Database.execute(pool, "delete from guard_task where name like 'other%'");
                Database.execute(
                        pool, "update guard_task set due_again = timestamp with time zone '2000-01-01 00:00:00+00'");
            }
        }
    }
}
