package dev.guardedtool.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.store.FaultyProxy;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.store.StoreFaultContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Redis that is away, slow, killed, or whose answers are lost never lets an effect happen twice. */
class RedisFaultTests extends StoreFaultContract {

    private RedisServer server;
    private FaultyProxy proxy;
    private LettuceScripts through;
    private LettuceScripts direct;
    private RedisEffectLedger ledger;

    @Override
    protected Place begin() throws Exception {
        server = RedisServer.durable();
        proxy = new FaultyProxy(server.port());
        through = new LettuceScripts("redis://127.0.0.1:" + proxy.port(), Duration.ofSeconds(2));
        ledger = new RedisEffectLedger(through, "guard", LEASE, null, clock);
        ledger.find(KEY);
        direct = new LettuceScripts(server.url(), Redis.TIMEOUT);
        return new Place(
                "Redis", proxy, ledger, ledger::answering, new RedisEffectLedger(direct, "guard", LEASE, null));
    }

    @AfterEach
    void stop() throws Exception {
        through.close();
        direct.close();
        proxy.close();
        server.close();
    }

    @Test
    void aServerThatWasKilledAndStartedAgainKnowsWhatItAnswered() throws Exception {
        EffectKey done = new EffectKey(EffectScope.TENANT, "done", "", ToolName.of("pay"), ANY);
        ledger.reserve(done, ANY, "first", "me");
        ledger.complete(done, "first", ToolResult.ok(null), Duration.ofHours(1));
        ledger.reserve(KEY, ANY, "one", "me");

        server.kill();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> ledger.complete(KEY, "one", ToolResult.ok(null), null));
        server.start();

        assertThat(onceItAnswers(() -> ledger.find(done)).orElseThrow().state()).isEqualTo(EffectState.EXECUTED);
        assertThat(ledger.find(KEY).orElseThrow().state()).isEqualTo(EffectState.RESERVED);
        assertThat(ledger.complete(KEY, "one", ToolResult.ok(null), null)).isTrue();
        assertThat(ledger.reserve(KEY, ANY, "two", "me").orElseThrow().state()).isEqualTo(EffectState.EXECUTED);
    }

    @Test
    void aServerThatIsStillLoadingIsAway() {
        assertThat(Complaint.of(new IllegalStateException(
                        "wrapped", new IllegalStateException("LOADING Redis is loading the dataset in memory"))))
                .satisfies(complaint -> assertThat(complaint.serverIsAway()).isTrue());
        assertThat(Complaint.of(new IllegalStateException("ERR unknown command")))
                .satisfies(complaint -> assertThat(complaint.serverIsAway()).isFalse());
        assertThat(Complaint.of(new IllegalStateException("Command timed out after 1 second(s)")))
                .isNull();
    }
}
