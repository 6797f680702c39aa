package dev.guardedtool.store.redis;

import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.AttemptStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attempts in a real Redis are counted as by every store. */
@ExtendWith(Redis.Stopped.class)
class RedisAttemptStoreTests extends AttemptStoreContract {

    private static final Duration KEEP = Duration.ofDays(1);

    private Redis.Two processes;

    @Override
    protected AttemptStore store() {
        processes = Redis.Two.fresh();
        return new RedisAttemptStore(processes.here(), "guard", KEEP);
    }

    @Override
    protected AttemptStore elsewhere() {
        return new RedisAttemptStore(processes.there(), "guard", KEEP);
    }

    @AfterEach
    void disconnect() {
        processes.close();
    }
}
