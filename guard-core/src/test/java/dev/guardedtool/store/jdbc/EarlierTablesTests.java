package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script brings tables of an earlier version up to date, with what is in them. */
@ExtendWith(Database.Stopped.class)
class EarlierTablesTests {

    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource
    void effectsOutliveTheUpgrade(Database database) throws SQLException {
        EffectKey key = new EffectKey(EffectScope.TENANT, "holder", "", ToolName.of("pay"), ANY);
        try (HikariDataSource pool = Database.pool(database.fresh(), 2)) {
            JdbcEffectLedger ledger = new JdbcEffectLedger(pool, HOUR, Database.TIMEOUT, null);
            ledger.reserve(key, ANY, "one", "me");
            Database.execute(pool, "alter table guard_effect drop column awaited");
            Database.execute(pool, "update guard_schema set version = 2");
            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> JdbcSchema.verify(pool))
                    .withMessageContaining("version 2");

            database.createTables(pool);
            database.createTables(pool);

            assertThatNoException().isThrownBy(() -> JdbcSchema.verify(pool));
            assertThat(ledger.complete(key, "one", ToolResult.ok(null), HOUR)).isTrue();
            assertThat(ledger.find(key).map(EffectRecord::state)).contains(EffectState.EXECUTED);
        }
    }
}
