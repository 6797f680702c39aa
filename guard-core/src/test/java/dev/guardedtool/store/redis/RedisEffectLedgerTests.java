package dev.guardedtool.store.redis;

import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectLedgerContract;
import dev.guardedtool.store.AnswerCipher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ledger in a real Redis keeps what every ledger promises, on a node of a cluster. */
@ExtendWith(Redis.Stopped.class)
class RedisEffectLedgerTests extends EffectLedgerContract {

    static final AnswerCipher CIPHER =
            new AnswerCipher(List.of("a key that only tests know".getBytes(StandardCharsets.UTF_8)));

    private Redis.Two processes;
    private RedisEffectLedger ledger;
    private RedisEffectLedger elsewhere;

    @BeforeEach
    void connect() {
        processes = Redis.Two.fresh();
        ledger = new RedisEffectLedger(processes.here(), "guard", LEASE, CIPHER);
        elsewhere = new RedisEffectLedger(processes.there(), "guard", LEASE, CIPHER);
    }

    @AfterEach
    void disconnect() {
        ledger.close();
        elsewhere.close();
        processes.close();
    }

    @Override
    protected EffectLedger ledger() {
        return ledger;
    }

    @Override
    protected EffectLedger elsewhere() {
        return elsewhere;
    }

    @Override
    protected void advance(Duration time) {
        processes.age(time);
    }
}
