package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.Changes;
import dev.guardedtool.store.FaultyProxy;
import dev.guardedtool.store.FaultyProxy.Fault;
import dev.guardedtool.store.jdbc.LedgerHistory.Kind;
import dev.guardedtool.store.jdbc.LedgerHistory.Operation;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever several processes ask of a ledger at once, and whatever fails, it answers as if it did one thing at a time. */
@ExtendWith(Database.Stopped.class)
class LedgerHistoryTests {

    private static final int THREADS = 4;
    private static final int ROUNDS_PER_KEY = 2;
    private static final Duration LEASE = Duration.ofHours(1);
    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final ToolResult DONE = ToolResult.ok("done");

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
        LedgerHistory history = new LedgerHistory();
        try (FaultyProxy proxy = new FaultyProxy(faulty ? port(url) : 0);
                HikariDataSource direct = Database.pool(url, THREADS);
                HikariDataSource other = Database.pool(
                        faulty ? url.replace(":" + port(url) + "/", ":" + proxy.port() + "/") : url,
                        THREADS,
                        config -> config.setConnectionTimeout(250))) {
            List<EffectLedger> ledgers = List.of(
                    new JdbcEffectLedger(direct, LEASE, Database.TIMEOUT, null),
                    new JdbcEffectLedger(other, LEASE, Duration.ofMillis(250), null, null, new Changes(), clock));
            AtomicInteger asked = new AtomicInteger();
            Together.run(THREADS, thread -> {
                Random random = new Random(seed + thread);
                Client client = new Client(ledgers.get(thread % 2), history, random, () -> {
                    clock.advance(Duration.ofSeconds(3));
                    if (faulty) {
                        weather(proxy, asked.incrementAndGet(), random);
                    }
                });
                for (int round = 0; round < ROUNDS_PER_KEY * keys; round++) {
                    client.attempt("key " + round / ROUNDS_PER_KEY, thread + "-" + round);
                }
                return true;
            });
            proxy.fault(Fault.NONE);
            System.out.printf(
                    "%s: %d operations, %d of which failed, seed %d%n",
                    database, history.size(), history.failed(), seed);
        }
        assertThat(history.impossible()).isEmpty();
        if (faulty) {
            assertThat(history.failed()).isPositive();
        }
    }

    private static int port(String url) {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }

    private static void weather(FaultyProxy proxy, int asked, Random random) {
        if (asked % 12 == 0) {
            proxy.fault(Fault.values()[1 + random.nextInt(Fault.values().length - 1)]);
        } else if (asked % 12 == 4) {
            proxy.fault(Fault.NONE);
        }
    }

    /** Does with one key what calls, reconcilers and operators do. */
    private record Client(EffectLedger ledger, LedgerHistory history, Random random, Runnable before) {

        void attempt(String name, String callId) {
            EffectKey key = new EffectKey(EffectScope.TENANT, name, "", ToolName.of("pay"), ANY);
            String taken = ask(
                    name,
                    Kind.RESERVE,
                    callId,
                    () -> ledger.reserve(key, ANY, callId, "me " + callId)
                            .map(Client::text)
                            .orElse("taken"));
            if (taken == null) {
                release(key, callId);
            } else if (taken.equals("taken")) {
                end(key, callId);
            }
            ask(name, Kind.FIND, "", () -> found(ledger.find(key)));
        }

        private void end(EffectKey key, String callId) {
            switch (random.nextInt(4)) {
                case 0 -> complete(key, callId);
                case 1 -> release(key, callId);
                case 2 -> {
                    ask(key.holder(), Kind.MARK_UNKNOWN, callId, () -> {
                        ledger.markUnknown(key, callId);
                        return "done";
                    });
                    boolean happened = random.nextBoolean();
                    ask(
                            key.holder(),
                            happened ? Kind.SETTLE_HAPPENED : Kind.SETTLE_NOT,
                            callId,
                            () -> Boolean.toString(ledger.settle(key, callId, happened ? DONE : null, null)));
                    complete(key, callId);
                }
                default -> {
                    complete(key, callId);
                    complete(key, callId);
                }
            }
        }

        private void complete(EffectKey key, String callId) {
            ask(key.holder(), Kind.COMPLETE, callId, () -> Boolean.toString(ledger.complete(key, callId, DONE, null)));
        }

        private void release(EffectKey key, String callId) {
            ask(key.holder(), Kind.RELEASE, callId, () -> {
                ledger.release(key, callId);
                return "done";
            });
        }

        private String ask(String key, Kind kind, String callId, Supplier<String> question) {
            before.run();
            return history.ask(key, kind, callId, question);
        }

        private static String found(Optional<EffectRecord> record) {
            return record.map(Client::text).orElse("free");
        }

        private static String text(EffectRecord record) {
            return new LedgerHistory.Known(record.state(), record.callId()).text();
        }
    }
}
