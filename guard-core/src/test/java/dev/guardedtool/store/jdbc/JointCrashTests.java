package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.store.jdbc.JointInstance.Step;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever an instance is killed, an effect that commits with what its tool writes happened if that is there. */
@ExtendWith(Database.Stopped.class)
class JointCrashTests {

    static Stream<Arguments> steps() {
        return Arrays.stream(Database.values())
                .flatMap(database -> Arrays.stream(Step.values()).map(step -> Arguments.of(database, step)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theGuardKnowsWhatTheDatabaseKnows(Database database, Step step) throws Exception {
        try (Database.Shared shared = database.shared();
                HikariDataSource pool = Database.pool(shared.url(), 2)) {
            Database.execute(pool, "drop table if exists payment");
            Database.execute(pool, "create table payment (number integer)");
            JdbcEffectLedger ledger =
                    new JdbcEffectLedger(pool, JointInstance.LEASE, Database.TIMEOUT, JdbcEffectLedgerTests.CIPHER);
            kill(shared.url(), step);
            database.age(pool, JointInstance.LEASE.plusMinutes(1));

            Optional<EffectRecord> known = ledger.reserve(JointInstance.KEY, JointInstance.ANY, "two", "somebody else");

            boolean paid = step.compareTo(Step.COMMITTED) >= 0;
            assertThat(Database.count(pool, "payment")).isEqualTo(paid ? 1 : 0);
            assertThat(known.map(EffectRecord::state))
                    .isEqualTo(Optional.ofNullable(paid ? EffectState.EXECUTED : null));
            assertThat(known.map(EffectRecord::answer).map(ToolResult::payload))
                    .isEqualTo(Optional.ofNullable(step == Step.TOLD ? "paid" : null));
            assertThat(ledger.inDoubt(10)).isEmpty();
        }
    }

    private static void kill(String url, Step step) throws Exception {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JointInstance.class.getName(),
                        url,
                        step.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = child.inputReader()) {
            assertThat(out.lines().anyMatch("here"::equals)).isTrue();
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
