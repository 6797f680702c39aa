package dev.guardedtool.store.redis;

import dev.guardedtool.engine.RunStore;
import dev.guardedtool.engine.RunStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Snapshots of runs in a real Redis are kept as in every store. */
@ExtendWith(Redis.Stopped.class)
class RedisRunStoreTests extends RunStoreContract {

    private Redis.Two processes;

    @Override
    protected RunStore store() {
        processes = Redis.Two.fresh();
        return new RedisRunStore(processes.here(), "guard", KEEP);
    }

    @Override
    protected RunStore elsewhere() {
        return new RedisRunStore(processes.there(), "guard", KEEP);
    }

    @AfterEach
    void disconnect() {
        processes.close();
    }

    @Override
    protected void advance(Duration time) {
        processes.age(time);
    }
}
