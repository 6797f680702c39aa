package dev.guardedtool.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.testing.Together;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What servers of Redis demand, forget and refuse changes nothing about what the ledger promises. */
@ExtendWith(Redis.Stopped.class)
class ServerRulesTests {

    private static final Fingerprint ANY = Fingerprint.parse("a".repeat(64));
    private static final EffectKey KEY = new EffectKey(EffectScope.TENANT, "acme", "", ToolName.of("pay"), ANY);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private LettuceScripts scripts;
    private RedisEffectLedger ledger;

    @BeforeEach
    void connect() {
        scripts = new LettuceScripts(Redis.fresh().url(), Redis.TIMEOUT);
        ledger = new RedisEffectLedger(scripts, "guard", LEASE, null);
    }

    @AfterEach
    void disconnect() {
        scripts.connection().sync().configSet("maxmemory", "0");
        scripts.close();
    }

    private List<String> keys() {
        return scripts.connection().sync().keys("*").stream().map(Scripts::text).toList();
    }

    @Test
    void allKeysOfASubjectAreInOneSlotOfACluster() {
        ledger.reserve(KEY, ANY, "one", "me");
        List<String> keys = new ArrayList<>(keys());
        ledger.markUnknown(KEY, "one");
        keys.addAll(keys());
        ledger.complete(KEY, "one", ToolResult.ok("done"), null);
        keys.addAll(keys());

        assertThat(keys).hasSize(5);
        assertThat(keys.stream().map(SlotHash::getSlot).distinct()).hasSize(1);
        assertThat(keys)
                .allSatisfy(key -> assertThat(scripts.connection().sync().clusterKeyslot(Scripts.bytes(key)))
                        .isEqualTo((long) SlotHash.getSlot("guard:effects")));
    }

    @Test
    void scriptsThatTheServerForgotAreSentAgain() {
        ledger.reserve(KEY, ANY, "one", "me");
        scripts.connection().sync().scriptFlush();

        assertThat(ledger.complete(KEY, "one", ToolResult.ok(null), HOUR)).isTrue();
        assertThat(ledger.answering()).isTrue();
    }

    @Test
    void aFullServerTakesNoNewEffectsAndIsStillToldWhatBecameOfOldOnes() {
        ledger.reserve(KEY, ANY, "one", "me");
        scripts.connection().sync().configSet("maxmemory", "1");

        EffectKey other = new EffectKey(EffectScope.TENANT, "umbrella", "", ToolName.of("pay"), ANY);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> ledger.reserve(other, ANY, "two", "me"))
                .withMessageContaining("OOM");
        assertThat(ledger.complete(KEY, "one", ToolResult.ok(null), HOUR)).isTrue();

        assertThat(ledger.find(KEY).orElseThrow().state()).isEqualTo(EffectState.EXECUTED);
        assertThat(ledger.answering()).isTrue();
    }

    @Test
    void whatIsSentAgainAfterABrokenConnectionIsTakenOnce() {
        assertThat(ledger.reserve(KEY, ANY, "one", "me")).isEmpty();
        assertThat(ledger.reserve(KEY, ANY, "one", "me")).isEmpty();
        ledger.markUnknown(KEY, "one");

        assertThat(ledger.reserve(KEY, ANY, "one", "me").orElseThrow().state()).isEqualTo(EffectState.UNKNOWN);
        assertThat(ledger.renew("me")).isZero();
    }

    @Test
    void nothingIsLeftOfWhatIsForgotten() {
        Stream.of("released", "settled", "executed", "in doubt first").forEach(holder -> {
            EffectKey key = new EffectKey(EffectScope.TENANT, holder, "", ToolName.of("pay"), ANY);
            ledger.reserve(key, ANY, holder, "me");
            if (holder.equals("settled") || holder.equals("in doubt first")) {
                ledger.markUnknown(key, holder);
            }
            switch (holder) {
                case "released" -> ledger.release(key, holder);
                case "settled" ->
                    assertThat(ledger.settle(key, holder, null, null)).isTrue();
                default ->
                    assertThat(ledger.complete(key, holder, ToolResult.ok(null), HOUR))
                            .isTrue();
            }
        });
        Redis.age(scripts, HOUR.plusMinutes(1));

        assertThat(keys()).isEmpty();
    }

    @Test
    void whatHappenedIsRemovedByTheServerAndWhatIsInDoubtIsNot() {
        ledger.reserve(KEY, ANY, "one", "me");
        assertThat(keys()).allSatisfy(key -> assertThat(ttl(key)).isEqualTo(-1));
        ledger.complete(KEY, "one", ToolResult.ok(null), HOUR);

        assertThat(keys())
                .singleElement()
                .satisfies(key ->
                        assertThat(ttl(key)).isBetween(HOUR.minusMinutes(1).toMillis(), HOUR.toMillis()));
    }

    private long ttl(String key) {
        return scripts.connection().sync().pttl(Scripts.bytes(key));
    }

    @Test
    void anInterruptedThreadStillTellsWhatHappened() {
        ledger.reserve(KEY, ANY, "one", "me");
        Thread.currentThread().interrupt();

        assertThat(ledger.complete(KEY, "one", ToolResult.ok(null), HOUR)).isTrue();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void applicationsOfOtherPrefixesDoNotSeeEachOther() {
        ledger.reserve(KEY, ANY, "one", "me");

        RedisEffectLedger other = new RedisEffectLedger(scripts, "other", LEASE, null);
        assertThat(other.reserve(KEY, ANY, "two", "me")).isEmpty();
    }

    @Test
    void oneOfManyInstancesDoesATask() throws Exception {
        List<Boolean> taken =
                Together.run(8, i -> new RedisTasks(scripts, "guard", "instance " + i).take("clean-up", HOUR));

        assertThat(taken).filteredOn(mine -> mine).hasSize(1);
        assertThat(new RedisTasks(scripts, "guard", "late").take("clean-up", HOUR))
                .isFalse();
        assertThat(new RedisTasks(scripts, "guard", "late").take("other", HOUR)).isTrue();
    }
}
