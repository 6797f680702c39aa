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

    private LettuceScripts scripts;
    private LettuceScripts others;
    private RedisEffectLedger ledger;
    private RedisEffectLedger elsewhere;

    @BeforeEach
    void connect() {
        String url = Redis.fresh().url();
        scripts = new LettuceScripts(url, Redis.TIMEOUT);
        others = new LettuceScripts(url, Redis.TIMEOUT);
        ledger = new RedisEffectLedger(scripts, "guard", LEASE, CIPHER);
        elsewhere = new RedisEffectLedger(others, "guard", LEASE, CIPHER);
    }

    @AfterEach
    void disconnect() {
        ledger.close();
        elsewhere.close();
        scripts.close();
        others.close();
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
        Redis.age(scripts, "guard", time);
    }
}
