package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A duplicate that waits on another instance hears of the answer at once, and looks for it where it cannot hear. */
@ExtendWith(Database.Stopped.class)
class AnswersHeardTests {

    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final EffectKey KEY = new EffectKey(EffectScope.TENANT, "holder", "", ToolName.of("pay"), ANY);
    private static final ToolResult ANSWER = ToolResult.ok("paid");
    private static final String LISTENERS =
            "pg_stat_activity where application_name = 'listener' and query in ('listen guard_effect', '')";

    private String url;
    private HikariDataSource here;
    private HikariDataSource poolOfOne;
    private JdbcEffectLedger owner;
    private @Nullable JdbcEffectLedger elsewhere;

    @BeforeEach
    void connect() throws SQLException {
        url = Database.POSTGRESQL.fresh();
        here = Database.pool(url, 2);
        poolOfOne = Database.pool(url, 1);
        owner = new JdbcEffectLedger(here, HOUR, Database.TIMEOUT, JdbcEffectLedgerTests.CIPHER);
        owner.reserve(KEY, ANY, "one", "me");
    }

    @AfterEach
    void disconnect() {
        if (elsewhere != null) {
            elsewhere.close();
        }
        here.close();
        poolOfOne.close();
    }

    private DataSource listening() {
        return Database.unpooled(url, "listener");
    }

    private CompletableFuture<Optional<EffectRecord>> duplicate(DataSource listening, Duration pause) {
        JdbcEffectLedger waiting = new JdbcEffectLedger(
                poolOfOne,
                HOUR,
                Database.TIMEOUT,
                JdbcEffectLedgerTests.CIPHER,
                listening,
                new Changes(pause, pause),
                Clock.systemUTC());
        elsewhere = waiting;
        return CompletableFuture.supplyAsync(() -> {
            try {
                return waiting.await(KEY, HOUR);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void until(String what, long count) throws SQLException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (Database.count(here, what) != count) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.yield();
        }
    }

    private void untilItIsMarked() throws SQLException {
        until("guard_effect where awaited", 1);
    }

    private static void isAnswered(CompletableFuture<Optional<EffectRecord>> duplicate) throws Exception {
        EffectRecord record = duplicate.get(1, TimeUnit.MINUTES).orElseThrow();
        assertThat(record.state()).isEqualTo(EffectState.EXECUTED);
        assertThat(record.answer()).isEqualTo(ANSWER);
    }

    @Test
    void theAnswerComesLongBeforeTheNextLook() throws Exception {
        CompletableFuture<Optional<EffectRecord>> duplicate = duplicate(listening(), HOUR);
        untilItIsMarked();
        until(LISTENERS, 1);

        owner.complete(KEY, "one", ANSWER, HOUR);

        isAnswered(duplicate);
    }

    @Test
    void aLostConnectionIsMadeAgain() throws Exception {
        CompletableFuture<Optional<EffectRecord>> duplicate = duplicate(listening(), HOUR);
        untilItIsMarked();
        until(LISTENERS, 1);
        Database.execute(here, "select pg_terminate_backend(pid) from " + LISTENERS);
        until(LISTENERS, 0);

        owner.complete(KEY, "one", ANSWER, HOUR);

        isAnswered(duplicate);
    }

    @Test
    void whoCannotListenLooks() throws Exception {
        DataSource nowhere = Database.unpooled("jdbc:postgresql://localhost:1/postgres", "listener");
        CompletableFuture<Optional<EffectRecord>> duplicate = duplicate(nowhere, Duration.ofMillis(10));
        untilItIsMarked();

        owner.complete(KEY, "one", ANSWER, HOUR);

        isAnswered(duplicate);
    }

    @Test
    void nobodyIsToldOfWhatNobodyWaitsFor() throws Exception {
        try (Connection listener = listening().getConnection();
                Statement statement = listener.createStatement()) {
            statement.execute("listen guard_effect");
            owner.complete(KEY, "one", ANSWER, HOUR);
            EffectKey other = new EffectKey(EffectScope.TENANT, "other", "", ToolName.of("pay"), ANY);
            owner.reserve(other, ANY, "two", "me");
            Database.execute(here, "update guard_effect set awaited = true where call_id = 'two'");

            owner.release(other, "two");

            statement.execute("select 1");
            assertThat(listener.unwrap(PGConnection.class).getNotifications(30_000))
                    .extracting(PGNotification::getParameter)
                    .containsExactly(other.reference());
        }
    }

    @Test
    void aClosedLedgerListensNoLonger() throws Exception {
        CompletableFuture<Optional<EffectRecord>> duplicate = duplicate(listening(), Duration.ofMillis(10));
        until(LISTENERS, 1);

        elsewhere.close();

        until(LISTENERS, 0);
        owner.complete(KEY, "one", ANSWER, HOUR);
        isAnswered(duplicate);
    }
}
