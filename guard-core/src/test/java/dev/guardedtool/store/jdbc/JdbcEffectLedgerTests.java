package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectLedgerContract;
import dev.guardedtool.store.AnswerCipher;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ledger in real databases keeps what every ledger promises. */
@ExtendWith(Database.Stopped.class)
class JdbcEffectLedgerTests {

    static final AnswerCipher CIPHER =
            new AnswerCipher(List.of("a key that only tests know".getBytes(StandardCharsets.UTF_8)));

    /** The contract on one database. */
    abstract static class OnDatabase extends EffectLedgerContract {

        private final Database database;
        private HikariDataSource dataSource;
        private EffectLedger ledger;
        private EffectLedger elsewhere;

        OnDatabase(Database database) {
            this.database = database;
        }

        @BeforeEach
        void connect() throws SQLException {
            dataSource = Database.pool(database.fresh(), 8);
            ledger = new JdbcEffectLedger(dataSource, LEASE, Database.TIMEOUT, CIPHER);
            elsewhere = new JdbcEffectLedger(dataSource, LEASE, Database.TIMEOUT, CIPHER);
        }

        @AfterEach
        void disconnect() {
            dataSource.close();
        }

        @Override
        protected EffectLedger ledger() {
            return ledger;
        }

        @Override
        protected EffectLedger elsewhere() {
            return elsewhere;
        }

        @Override
        protected void advance(Duration time) throws SQLException {
            database.age(dataSource, time);
        }
    }

    /** H2. */
    @Nested
    class OnH2 extends OnDatabase {

        OnH2() {
            super(Database.H2);
        }
    }

    /** PostgreSQL. */
    @Nested
    class OnPostgresql extends OnDatabase {

        OnPostgresql() {
            super(Database.POSTGRESQL);
        }
    }
}
