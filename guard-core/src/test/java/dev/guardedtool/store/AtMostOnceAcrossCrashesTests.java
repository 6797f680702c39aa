package dev.guardedtool.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.store.jdbc.Database;
import dev.guardedtool.store.redis.Redis;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Wherever an instance is killed, no effect happens twice, none that happened is forgotten, and those that may have
 * happened are reported. A second instance goes on all the while.
 */
@ExtendWith({Database.Stopped.class, Redis.Stopped.class})
class AtMostOnceAcrossCrashesTests {

    private static final int ORDERS_PER_KILL = 12;
    private static final int KILLS = Integer.getInteger("guard.kills", 500);

    @ParameterizedTest
    @EnumSource
    void killedOnceAtEachStep(SharedStore store) throws Exception {
        new Scenario(store, CrashStep.values().length, 1).play();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void killedManyTimes(SharedStore store) throws Exception {
        new Scenario(store, KILLS, System.nanoTime()).play();
    }

    private record Scenario(SharedStore store, int kills, long seed) {

        private void play() throws Exception {
            Set<String> certain = new TreeSet<>();
            try (SharedStore.Started shared = store.start();
                    SharedStore.Connection connection = SharedStore.connect(shared.url(), Instance.LEASE);
                    Downstream downstream = new Downstream();
                    Instance survivor = new Instance(shared.url(), downstream.port(), (step, order) -> {})) {
                Random random = new Random(seed);
                for (int kill = 0; kill < kills; kill++) {
                    CrashStep step = CrashStep.values()[kill % CrashStep.values().length];
                    String order = crash(shared.url(), downstream, survivor, step, kill, random);
                    if (step.leavesDoubt) {
                        certain.add(order);
                    }
                }
                downstream.settle();
                shared.age(Instance.LEASE.plusMinutes(1));
                EffectLedger ledger = connection.ledger();
                Map<String, EffectRecord> doubts = doubts(ledger);
                System.out.printf(
                        "%s: %d kills, seed %d, %d refunds, %d in doubt%n",
                        store, kills, seed, downstream.refunds().size(), doubts.size());

                nothingHappenedTwice(downstream);
                nothingIsForgotten(downstream, survivor, doubts);
                assertThat(doubts.keySet()).containsAll(certain);
                reconciled(ledger, downstream, survivor, doubts);
            }
        }

        private String crash(
                String url, Downstream downstream, Instance survivor, CrashStep step, int kill, Random random)
                throws Exception {
            int orders = ORDERS_PER_KILL * (kill + 1);
            Process child = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Instance.class.getName(),
                            url,
                            Integer.toString(downstream.port()),
                            step.name(),
                            Integer.toString(1 + random.nextInt(4)),
                            Integer.toString(orders),
                            Long.toString(random.nextLong())))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out = child.inputReader()) {
                assertThat(line(out)).isEqualTo("up");
                for (int i = random.nextInt(ORDERS_PER_KILL / 2); i >= 0; i--) {
                    survivor.refund("order-" + random.nextInt(orders));
                }
                return step == CrashStep.ANY_TIME ? "" : line(out).substring("at ".length());
            } finally {
                child.destroyForcibly();
                assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
            }
        }

        private static String line(BufferedReader out) throws IOException {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("up") || line.startsWith("at ")) {
                    return line;
                }
            }
            throw new IOException("the instance ended by itself");
        }

        private static Map<String, EffectRecord> doubts(EffectLedger ledger) {
            Map<String, EffectRecord> doubts = new TreeMap<>();
            ledger.inDoubt(Integer.MAX_VALUE)
                    .forEach(doubt -> doubts.put(doubt.callId().split("/")[1], doubt));
            return doubts;
        }

        private Stream<String> orders() {
            return IntStream.range(0, ORDERS_PER_KILL * kills).mapToObj(i -> "order-" + i);
        }

        private static void nothingHappenedTwice(Downstream downstream) {
            assertThat(downstream.refunds())
                    .isNotEmpty()
                    .allSatisfy((order, count) -> assertThat(count).as(order).isEqualTo(1));
        }

        /** What happened is answered from the ledger or in doubt, and what is in doubt is not carried out. */
        private static void nothingIsForgotten(
                Downstream downstream, Instance survivor, Map<String, EffectRecord> doubts) {
            downstream.refunds().keySet().forEach(order -> {
                ToolOutcome outcome = survivor.refund(order);
                if (doubts.containsKey(order)) {
                    assertThat(outcome.decision().reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
                } else {
                    assertThat(outcome.decision()).isInstanceOf(Decision.Cache.class);
                    assertThat(outcome.payload()).isEqualTo("refund 1 of " + order);
                }
            });
        }

        /** Once somebody has asked the downstream about all doubts, everything happens that did not, and nothing else. */
        private void reconciled(
                EffectLedger ledger, Downstream downstream, Instance survivor, Map<String, EffectRecord> doubts) {
            doubts.forEach((order, doubt) -> {
                assertThat(doubt.state()).isEqualTo(EffectState.UNKNOWN);
                ToolResult found = downstream.refunds(order) == 0 ? null : ToolResult.ok("found");
                assertThat(ledger.settle(doubt.key(), doubt.callId(), found, null))
                        .isTrue();
            });

            orders().forEach(survivor::refund);

            assertThat(orders())
                    .allSatisfy(order ->
                            assertThat(downstream.refunds(order)).as(order).isEqualTo(1));
        }
    }
}
