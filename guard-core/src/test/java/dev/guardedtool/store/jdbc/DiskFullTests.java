package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.store.Policies;
import dev.guardedtool.testing.Given;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database whose disk is full refuses effects, repeats none and loses none, and goes on by itself once there is room. Its
 * log is on another disk: without room for the log PostgreSQL ends, and that is a store that is away.
 */
@Tag("long")
class DiskFullTests {

    private static final int INSTANCES = 2;
    private static final int CLIENTS = 2;
    private static final int MANY = 100;
    private static final String DISK_FULL = "53100";
    private static final Duration LEASE = Duration.ofSeconds(3);

    private final Map<String, AtomicInteger> refunds = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean over;

    @Test
    void noEffectIsRepeatedOrLost(@TempDir Path data, @TempDir Path log) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(data, "128m");
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setDataDirectory(data.resolve("pg"))
                        .setLocaleConfig("waldir", log.resolve("wal").toString())
                        .start();
                HikariDataSource pool = Database.pool(server.getJdbcUrl("postgres", "postgres"), 8)) {
            Database.POSTGRESQL.createTables(pool);
            ExecutorService threads = Executors.newFixedThreadPool(INSTANCES * CLIENTS + 1);
            try {
                List<Future<?>> clients = new ArrayList<>();
                List<Guard> instances = List.of(instance(pool), instance(pool));
                for (int client = 0; client < INSTANCES * CLIENTS; client++) {
                    clients.add(threads.submit(client(instances.get(client % INSTANCES))));
                }
                until(() -> told.size() > MANY);
                Future<?> caughtInBetween = threads.submit(() -> refund(instances.get(0), "slow", () -> {
                    until(() -> refused.get() > MANY);
                    return null;
                }));
                until(() -> {
                    disk.fill();
                    return refused.get() > MANY;
                });
                caughtInBetween.get(1, TimeUnit.MINUTES);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(
                                () -> Database.execute(pool, "create table more as select generate_series(1, 9999)"))
                        .returns(DISK_FULL, SQLException::getSQLState);

                disk.free();

                int before = told.size();
                until(() -> told.size() > before + MANY);
                over = true;
                for (Future<?> client : clients) {
                    client.get(1, TimeUnit.MINUTES);
                }
                until(() -> Database.count(pool, "guard_effect where state <> 'E'") == 0);
            } finally {
                threads.shutdownNow();
            }

            assertThat(refunds.values()).extracting(AtomicInteger::get).containsOnly(1);
            assertThat(refunds.keySet()).contains("slow").containsAll(told);
            assertThat(Database.count(pool, "guard_effect where state = 'E'")).isEqualTo(refunds.size());
        }
    }

    private static Guard instance(HikariDataSource pool) {
        return Given.guard(Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
                        .withEffects(Policies.impatient()))
                .effects(new JdbcEffectLedger(pool, LEASE, Duration.ofSeconds(3), null))
                .build();
    }

    /** Asks for one refund after the other. Those of the other instance ask for the same. */
    private Callable<Void> client(Guard instance) {
        return () -> {
            for (int order = 0; !over; order++) {
                refund(instance, "order " + order, () -> null);
            }
            return null;
        };
    }

    private Void refund(Guard instance, String order, Callable<Void> work) {
        try (GuardRun run = instance.open(RunContext.anonymous())) {
            ToolCall call = ToolCall.of("refund", "{\"orderId\":\"" + order + "\"}");
            ToolOutcome outcome = run.call(call, arguments -> {
                refunds.computeIfAbsent(order, any -> new AtomicInteger()).incrementAndGet();
                work.call();
                return "refunded";
            });
            if (outcome.executed()) {
                told.add(order);
            } else if (outcome.decision().reason() == GuardReason.EFFECT_STORE_UNAVAILABLE) {
                refused.incrementAndGet();
            }
        }
        return null;
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.yield();
        }
    }
}
