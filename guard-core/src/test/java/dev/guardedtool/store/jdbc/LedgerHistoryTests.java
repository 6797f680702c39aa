package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.store.Changes;
import dev.guardedtool.store.FaultyProxy;
import dev.guardedtool.store.LedgerHistory;
import dev.guardedtool.store.LedgerHistory.Kind;
import dev.guardedtool.store.LedgerHistory.Operation;
import dev.guardedtool.store.LedgerPlay;
import dev.guardedtool.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever several processes ask of a ledger at once, and whatever fails, it answers as if it did one thing at a time. */
@ExtendWith(Database.Stopped.class)
class LedgerHistoryTests {

    private static final int CONNECTIONS = 4;
    private static final Duration LEASE = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource
    void aShortHistoryIsThatOfOneLedger(Database database) throws Exception {
        play(database, 12, 7);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void aLongHistoryIsThatOfOneLedger(Database database) throws Exception {
        play(database, 2_000, System.nanoTime());
    }

    /** What no ledger answers is found. */
    @Test
    void twoWhoTakeOneKeyAreFound() {
        LedgerHistory history = new LedgerHistory();
        history.add("k", new Operation(Kind.RESERVE, "one", 0, 10, "taken"));
        history.add("k", new Operation(Kind.RESERVE, "two", 5, 15, "taken"));

        assertThat(history.impossible()).hasSize(1);
    }

    @Test
    void whatIsForgottenIsFound() {
        LedgerHistory history = new LedgerHistory();
        history.add("k", new Operation(Kind.RESERVE, "one", 0, 1, "taken"));
        history.add("k", new Operation(Kind.COMPLETE, "one", 2, 3, "true"));
        history.add("k", new Operation(Kind.FIND, "", 4, 5, "free"));

        assertThat(history.impossible()).hasSize(1);
    }

    @Test
    void whatFailedMayHaveBeenDoneOrNot() {
        for (String found : List.of("free", "RESERVED by one")) {
            LedgerHistory history = new LedgerHistory();
            history.add("k", new Operation(Kind.RESERVE, "one", 0, 1, null));
            history.add("k", new Operation(Kind.FIND, "", 4, 5, found));

            assertThat(history.impossible()).isEmpty();
        }
    }

    private static void play(Database database, int keys, long seed) throws Exception {
        String url = database.fresh();
        boolean faulty = database == Database.POSTGRESQL;
        TestClock clock = new TestClock();
        LedgerHistory history;
        try (FaultyProxy proxy = new FaultyProxy(faulty ? port(url) : 0);
                HikariDataSource direct = Database.pool(url, CONNECTIONS);
                HikariDataSource other = Database.pool(
                        faulty ? url.replace(":" + port(url) + "/", ":" + proxy.port() + "/") : url,
                        CONNECTIONS,
                        config -> config.setConnectionTimeout(250))) {
            List<EffectLedger> ledgers = List.of(
                    new JdbcEffectLedger(direct, LEASE, Database.TIMEOUT, null),
                    new JdbcEffectLedger(other, LEASE, Duration.ofMillis(250), null, null, new Changes(), clock));
            history = new LedgerPlay(ledgers, faulty ? proxy : null, clock).play(database.name(), keys, seed);
        }
        assertThat(history.impossible()).isEmpty();
        if (faulty) {
            assertThat(history.failed()).isPositive();
        }
    }

    private static int port(String url) {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }
}
