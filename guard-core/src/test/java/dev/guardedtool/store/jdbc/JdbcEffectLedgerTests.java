package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectLedgerContract;
import dev.guardedtool.store.AnswerCipher;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger in real databases keeps what every ledger promises. */
@ExtendWith(Database.Stopped.class)
@ParameterizedClass
@EnumSource
class JdbcEffectLedgerTests extends EffectLedgerContract {

    static final AnswerCipher CIPHER =
            new AnswerCipher(List.of("a key that only tests know".getBytes(StandardCharsets.UTF_8)));

    private final Database database;
    private HikariDataSource dataSource;
    private JdbcEffectLedger ledger;
    private JdbcEffectLedger elsewhere;

    JdbcEffectLedgerTests(Database database) {
        this.database = database;
    }

    @BeforeEach
    void connect() throws SQLException {
        String url = database.fresh();
        dataSource = Database.pool(url, 8);
        ledger = new JdbcEffectLedger(dataSource, LEASE, Database.TIMEOUT, CIPHER);
        DataSource listening = database == Database.POSTGRESQL ? Database.unpooled(url, "listener") : null;
        elsewhere = new JdbcEffectLedger(dataSource, LEASE, Database.TIMEOUT, CIPHER, listening);
    }

    @AfterEach
    void disconnect() {
        elsewhere.close();
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
