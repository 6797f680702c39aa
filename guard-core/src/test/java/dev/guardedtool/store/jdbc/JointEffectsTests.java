package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An effect that commits together with what its tool writes happened if that did, and never leaves a doubt. */
@ExtendWith(Database.Stopped.class)
class JointEffectsTests {

    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final EffectKey KEY = new EffectKey(EffectScope.TENANT, "acme", "", ToolName.of("pay"), ANY);
    private static final ToolResult ANSWER = ToolResult.ok("paid");

    /** On one database. */
    abstract static class OnDatabase {

        private final Database database;
        private HikariDataSource pool;
        private JdbcEffectLedger ledger;
        private JdbcJointEffects joint;
        private Connection tool;

        OnDatabase(Database database) {
            this.database = database;
        }

        abstract void breakOff(Connection connection) throws SQLException;

        @BeforeEach
        void begin() throws SQLException {
            String url = database.fresh();
            pool = Database.pool(url, 4);
            Database.execute(pool, "drop table if exists payment");
            Database.execute(pool, "create table payment (number integer)");
            ledger = new JdbcEffectLedger(pool, LEASE, Database.TIMEOUT, JdbcEffectLedgerTests.CIPHER);
            joint = new JdbcJointEffects(pool, Database.TIMEOUT);
            assertThat(reserve("one")).isEmpty();
            joint.begin(KEY.reference(), "one");
            tool = DriverManager.getConnection(url, database == Database.H2 ? "sa" : "postgres", "");
            tool.setAutoCommit(false);
        }

        @AfterEach
        void end() throws SQLException {
            tool.close();
            pool.close();
        }

        private Optional<EffectRecord> reserve(String attempt) {
            return ledger.reserve(KEY, ANY, attempt, "owner of " + attempt);
        }

        private void pay() throws SQLException {
            try (Statement statement = tool.createStatement()) {
                statement.execute("insert into payment values (1)");
            }
        }

        private void happened() throws SQLException {
            joint.happened(tool, KEY.reference(), "one");
        }

        private void isTaken() {
            assertThatExceptionOfType(EffectTakenException.class).isThrownBy(this::happened);
        }

        /** Its owner is not heard of until its lease ends. */
        private void lapse() throws SQLException {
            database.age(pool, LEASE.plusMinutes(1));
        }

        @Test
        void whatCommittedHappenedThoughNobodyLivedToTell() throws SQLException {
            pay();
            happened();
            tool.commit();
            assertThat(ledger.find(KEY).map(EffectRecord::state)).contains(EffectState.RESERVED);
            lapse();

            EffectRecord known = reserve("two").orElseThrow();

            assertThat(known.state()).isEqualTo(EffectState.EXECUTED);
            assertThat(known.answer()).isEqualTo(new ToolResult(true, null, null, true));
            assertThat(known.expires()).isNull();
            assertThat(Database.count(pool, "payment")).isOne();
            assertThat(ledger.inDoubt(10)).isEmpty();
            assertThat(ledger.removeExpired(10)).isZero();
        }

        @Test
        void whoLivesTellsTheAnswer() throws SQLException {
            happened();
            tool.commit();

            assertThat(ledger.complete(KEY, "one", ANSWER, LEASE)).isTrue();

            assertThat(ledger.find(KEY).map(EffectRecord::answer)).contains(ANSWER);
            ledger.release(KEY, "one");
            assertThat(ledger.find(KEY)).isPresent();
            lapse();
            assertThat(reserve("two")).isEmpty();
        }

        @Test
        void whatCommittedHappenedWhateverIsSaidOfIt() throws SQLException {
            happened();
            tool.commit();

            ledger.release(KEY, "one");
            ledger.markUnknown(KEY, "one");

            assertThat(reserve("two").map(EffectRecord::state)).contains(EffectState.RESERVED);
            lapse();
            assertThat(reserve("two").map(EffectRecord::state)).contains(EffectState.EXECUTED);
        }

        @Test
        void whatDidNotCommitDidNotHappenWhateverIsSaidOfIt() throws SQLException {
            happened();
            tool.rollback();

            assertThat(ledger.complete(KEY, "one", ANSWER, LEASE)).isTrue();

            assertThat(ledger.find(KEY)).isEmpty();
            assertThat(reserve("two")).isEmpty();
        }

        @Test
        void whatWasRolledBackMayHappenAgain() throws SQLException {
            pay();
            happened();
            tool.rollback();
            assertThat(reserve("two").map(EffectRecord::state)).contains(EffectState.RESERVED);
            lapse();

            assertThat(ledger.inDoubt(10)).isEmpty();
            assertThat(ledger.find(KEY)).isEmpty();
            assertThat(reserve("two")).isEmpty();
            assertThat(Database.count(pool, "payment")).isZero();
        }

        @Test
        void whatBrokeOffBeforeItCommittedMayHappenAgain() throws SQLException {
            pay();
            happened();
            breakOff(tool);
            lapse();

            assertThat(reserve("two")).isEmpty();
            assertThat(Database.count(pool, "payment")).isZero();
        }

        @Test
        void anOwnerThatLostTheEffectCannotCommit() throws SQLException {
            pay();
            lapse();
            assertThat(reserve("two")).isEmpty();

            isTaken();

            tool.rollback();
            ledger.markUnknown(KEY, "one");
            ledger.release(KEY, "one");
            assertThat(ledger.find(KEY).map(EffectRecord::callId)).contains("two");
            assertThat(Database.count(pool, "payment")).isZero();
        }

        @Test
        void whatWasGivenUpCannotCommitAnyMore() throws SQLException {
            ledger.markUnknown(KEY, "one");

            isTaken();

            assertThat(ledger.inDoubt(10)).isEmpty();
            assertThat(reserve("two")).isEmpty();
        }

        @Test
        void whatCommitsWhileItIsTakenIsNotTaken() throws Exception {
            lapse();
            happened();
            CompletableFuture<Optional<EffectRecord>> second = CompletableFuture.supplyAsync(() -> reserve("two"));

            tool.commit();

            assertThat(second.get(1, TimeUnit.MINUTES).map(EffectRecord::state)).contains(EffectState.EXECUTED);
        }

        @Test
        void whatIsRolledBackWhileItIsTakenIsTaken() throws Exception {
            lapse();
            happened();
            CompletableFuture<Optional<EffectRecord>> second = CompletableFuture.supplyAsync(() -> reserve("two"));

            tool.rollback();

            assertThat(second.get(1, TimeUnit.MINUTES)).isEmpty();
        }

        @Test
        void nobodyBeginsWhatIsNotHis() {
            for (String attempt : new String[] {"one", "two"}) {
                assertThatExceptionOfType(EffectTakenException.class)
                        .isThrownBy(() -> joint.begin(KEY.reference(), attempt));
            }
        }

        @Test
        void whatDidNotCommitIsRemoved() throws SQLException {
            lapse();

            assertThat(ledger.removeExpired(10)).isOne();

            isTaken();
        }
    }

    /** H2. */
    @Nested
    class OnH2 extends OnDatabase {

        OnH2() {
            super(Database.H2);
        }

        @Override
        void breakOff(Connection connection) throws SQLException {
            connection.close();
        }
    }

    /** PostgreSQL. */
    @Nested
    class OnPostgresql extends OnDatabase {

        OnPostgresql() {
            super(Database.POSTGRESQL);
        }

        @Override
        void breakOff(Connection connection) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() ->
                            connection.createStatement().execute("select pg_terminate_backend(pg_backend_pid())"));
        }
    }
}
