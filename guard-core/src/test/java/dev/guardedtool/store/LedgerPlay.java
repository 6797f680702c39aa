package dev.guardedtool.store;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.FaultyProxy.Fault;
import dev.guardedtool.store.LedgerHistory.Kind;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several threads that ask two processes' ledgers of one store for the same effects at once, in all kinds of weather.
 *
 * @param ledgers the ledgers, by turns
 * @param proxy between one of them and the store, to be disturbed; null where there is none
 * @param clock that of the ledgers' breakers
 */
public record LedgerPlay(
        List<EffectLedger> ledgers, @Nullable FaultyProxy proxy, TestClock clock) {

    private static final int THREADS = 4;
    private static final int ROUNDS_PER_KEY = 2;
    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final ToolResult DONE = ToolResult.ok("done");

    /** What was asked about so many keys, and answered. */
    public LedgerHistory play(String name, int keys, long seed) throws Exception {
        LedgerHistory history = new LedgerHistory();
        AtomicInteger asked = new AtomicInteger();
        Together.run(THREADS, thread -> {
            Random random = new Random(seed + thread);
            Client client = new Client(ledgers.get(thread % ledgers.size()), history, random, () -> {
                clock.advance(Duration.ofSeconds(3));
                if (proxy != null) {
                    weather(proxy, asked.incrementAndGet(), random);
                }
            });
            for (int round = 0; round < ROUNDS_PER_KEY * keys; round++) {
                client.attempt("key " + round / ROUNDS_PER_KEY, thread + "-" + round);
            }
            return true;
        });
        if (proxy != null) {
            proxy.fault(Fault.NONE);
        }
        System.out.printf(
                "%s: %d operations, %d of which failed, seed %d%n", name, history.size(), history.failed(), seed);
        return history;
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
