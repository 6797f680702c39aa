package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.store.Changes;
import dev.guardedtool.store.FaultyProxy;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.store.StoreFaultContract;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that is away, slow, or whose answers are lost never lets an effect happen twice. */
@ExtendWith(Database.Stopped.class)
class StoreFaultTests extends StoreFaultContract {

    private FaultyProxy proxy;
    private HikariDataSource direct;
    private HikariDataSource through;
    private JdbcEffectLedger ledger;

    @Override
    protected Place begin() throws Exception {
        String url = Database.POSTGRESQL.fresh();
        URI server = URI.create(url.substring("jdbc:".length()));
        proxy = new FaultyProxy(server.getPort());
        direct = Database.pool(url, 2);
        through = Database.pool(
                url.replace(":" + server.getPort() + "/", ":" + proxy.port() + "/"),
                1,
                config -> config.setConnectionTimeout(2_000));
        ledger = new JdbcEffectLedger(through, LEASE, Duration.ofSeconds(3), null, null, new Changes(), clock);
        JdbcEffectLedger truth = new JdbcEffectLedger(direct, LEASE, Database.TIMEOUT, null);
        return new Place("database", proxy, ledger, ledger::answering, truth);
    }

    @AfterEach
    void stop() throws Exception {
        through.close();
        direct.close();
        proxy.close();
    }

    @Test
    void aComplaintIsNoAbsence() {
        EffectKey key = new EffectKey(EffectScope.TENANT, "", "", ToolName.of("pay"), ANY);
        String tooLong = "x".repeat(100);
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> ledger.reserve(key, ANY, "one", tooLong));
        }

        assertThat(ledger.answering()).isTrue();
    }
}
