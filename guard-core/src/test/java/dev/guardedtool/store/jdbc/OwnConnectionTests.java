package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guard remembers does not depend on what becomes of anybody's transaction. */
@ExtendWith(Database.Stopped.class)
class OwnConnectionTests {

    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final EffectKey KEY = new EffectKey(EffectScope.TENANT, "acme", "", ToolName.of("pay"), ANY);
    private static final Duration LEASE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void aPoolThatDoesNotCommitByItselfIsMadeTo(Database database) throws SQLException {
        try (HikariDataSource pool = Database.pool(database.fresh(), 2, config -> config.setAutoCommit(false))) {
            JdbcEffectLedger ledger = new JdbcEffectLedger(pool, LEASE, Database.TIMEOUT, null);

            assertThat(ledger.reserve(KEY, ANY, "one", "me")).isEmpty();

            try (Connection first = pool.getConnection();
                    Connection second = pool.getConnection()) {
                assertThat(first.getAutoCommit()).isFalse();
                assertThat(second.getAutoCommit()).isFalse();
            }
            assertThat(new JdbcEffectLedger(pool, LEASE, Database.TIMEOUT, null).find(KEY))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStrictIsolationOfThePoolDoesNotKeepDuplicatesFromBeingSeen(Database database) throws SQLException {
        try (HikariDataSource pool = Database.pool(
                database.fresh(), 2, config -> config.setTransactionIsolation("TRANSACTION_SERIALIZABLE"))) {
            JdbcEffectLedger ledger = new JdbcEffectLedger(pool, LEASE, Database.TIMEOUT, null);

            assertThat(ledger.reserve(KEY, ANY, "one", "me")).isEmpty();
            assertThat(ledger.reserve(KEY, ANY, "two", "me").orElseThrow().callId())
                    .isEqualTo("one");
        }
    }

    @Test
    void aPoolThatIsUsedUpIsAnError() throws SQLException {
        try (HikariDataSource pool =
                Database.pool(Database.H2.fresh(), 1, config -> config.setConnectionTimeout(250))) {
            JdbcEffectLedger ledger = new JdbcEffectLedger(pool, LEASE, Database.TIMEOUT, null);

            try (Connection held = pool.getConnection()) {
                assertThat(held.isClosed()).isFalse();
                assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.find(KEY));
            }
            assertThat(ledger.find(KEY)).isEmpty();
        }
    }
}
