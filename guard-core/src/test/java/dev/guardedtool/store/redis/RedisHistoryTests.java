package dev.guardedtool.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.store.FaultyProxy;
import dev.guardedtool.store.LedgerHistory;
import dev.guardedtool.store.LedgerPlay;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is asked of ledgers in Redis at once, and whatever fails, they answer as one that does one thing at a time. */
@ExtendWith(Redis.Stopped.class)
class RedisHistoryTests {

    private static final Duration LEASE = Duration.ofHours(1);

    @Test
    void aShortHistoryIsThatOfOneLedger() throws Exception {
        play(12, 7);
    }

    @Test
    @Tag("long")
    void aLongHistoryIsThatOfOneLedger() throws Exception {
        play(2_000, System.nanoTime());
    }

    private static void play(int keys, long seed) throws Exception {
        RedisServer server = Redis.fresh();
        TestClock clock = new TestClock();
        LedgerHistory history;
        try (FaultyProxy proxy = new FaultyProxy(server.port());
                LettuceScripts direct = new LettuceScripts(server.url(), Redis.TIMEOUT);
                LettuceScripts other =
                        new LettuceScripts("redis://127.0.0.1:" + proxy.port(), Duration.ofMillis(250))) {
            history = new LedgerPlay(
                            List.of(
                                    new RedisEffectLedger(direct, "guard", LEASE, null),
                                    new RedisEffectLedger(other, "guard", LEASE, null, clock)),
                            proxy,
                            clock)
                    .play("REDIS", keys, seed);
        }
        assertThat(history.impossible()).isEmpty();
        assertThat(history.failed()).isPositive();
    }
}
