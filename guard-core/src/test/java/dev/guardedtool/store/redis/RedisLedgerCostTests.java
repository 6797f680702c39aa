package dev.guardedtool.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.Together;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reserving and completing an effect costs little more than two bare scripts on the same connection, of a server that has
 * written down what it answered. Without that it promises less than the ledger does, and its figure is only told.
 */
@Tag("long")
class RedisLedgerCostTests {

    private static final double MOST = 1.3;
    private static final int PAIRS = 400;
    private static final int CALLS = 10;
    private static final int WARM = 3;
    private static final int CALLS_OF_EACH = 100;
    private static final int CALLS_OF_ALL = 2_000;
    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final ToolResult ANSWER = ToolResult.ok("refund 77 of order A-1 is booked");
    private static final Script BARE = new Script("redis.call('SET', KEYS[1], ARGV[1]) return { '1' }", "");

    /** One client that does this and that in turn, so that both see the same machine. */
    private record Client(LettuceScripts scripts, RedisEffectLedger ledger, String bare) implements AutoCloseable {

        static Client of(RedisServer server) {
            LettuceScripts scripts = new LettuceScripts(server.url(), Redis.TIMEOUT);
            return new Client(
                    scripts,
                    new RedisEffectLedger(scripts, "guard", Duration.ofSeconds(30), RedisEffectLedgerTests.CIPHER),
                    scripts.connection().sync().scriptLoad(BARE.text().getBytes(StandardCharsets.UTF_8)));
        }

        boolean scripts(String id) {
            List<byte[]> key = List.of(Scripts.bytes("{guard:effects}:bare:" + id));
            return Scripts.yes(scripts.runKnown(bare, key, List.of(new byte[400])))
                    && Scripts.yes(scripts.runKnown(bare, key, List.of(new byte[80])));
        }

        boolean effect(String id) {
            EffectKey key = new EffectKey(EffectScope.TENANT, id, "", ToolName.of("refund"), ANY);
            return ledger.reserve(key, ANY, id, "me").isEmpty() && ledger.complete(key, id, ANSWER, Duration.ofDays(1));
        }

        /** Each effect is compared with the scripts just before it; the middle of all pairs is what counts. */
        double ratio(String where) {
            double[] bare = new double[PAIRS];
            double[] guarded = new double[PAIRS];
            double[] ratios = new double[PAIRS];
            for (int pair = 0; pair < PAIRS; pair++) {
                bare[pair] = millis(this::scripts, where + pair);
                guarded[pair] = millis(this::effect, where + pair);
                ratios[pair] = guarded[pair] / bare[pair];
            }
            System.out.printf(
                    "%s: two scripts %.3f ms, an effect %.3f ms, ratio %.2f%n",
                    where, median(bare), median(guarded), median(ratios));
            return median(ratios);
        }

        private static double millis(Predicate<String> call, String id) {
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                if (!call.test(id + "-" + i)) {
                    throw new AssertionError(id + " was not carried out");
                }
            }
            return (System.nanoTime() - begin) / 1e6 / CALLS;
        }

        private static double median(double[] values) {
            return Arrays.stream(values).sorted().toArray()[values.length / 2];
        }

        @Override
        public void close() {
            ledger.close();
            scripts.close();
        }
    }

    @Test
    void anEffectCostsLittleMoreThanTwoScripts() {
        try (RedisServer server = RedisServer.started();
                Client client = Client.of(server)) {
            for (int warm = 0; warm < WARM; warm++) {
                client.ratio("warming up " + warm);
            }
            client.ratio("in memory");
        }
        try (RedisServer server = RedisServer.durable();
                Client client = Client.of(server)) {
            assertThat(client.ratio("durable")).isLessThan(MOST);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 64})
    void manyClients(int clients) throws Exception {
        try (RedisServer server = RedisServer.durable();
                Client client = Client.of(server)) {
            int calls = CALLS_OF_ALL / clients + CALLS_OF_EACH;
            long begin = System.nanoTime();
            List<Integer> done = Together.run(clients, number -> {
                int effects = 0;
                for (int call = 0; call < calls; call++) {
                    effects += client.effect(number + "-" + call) ? 1 : 0;
                }
                return effects;
            });
            double seconds = (System.nanoTime() - begin) / 1e9;

            assertThat(done).containsOnly(calls);
            System.out.printf("durable, %d clients: %.0f effects a second%n", clients, clients * calls / seconds);
        }
    }
}
