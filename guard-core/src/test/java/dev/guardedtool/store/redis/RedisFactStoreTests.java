package dev.guardedtool.store.redis;

import dev.guardedtool.custody.FactStore;
import dev.guardedtool.custody.FactStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Facts in a real Redis do what facts in every store do. */
@ExtendWith(Redis.Stopped.class)
class RedisFactStoreTests extends FactStoreContract {

    private Redis.Two processes;

    @Override
    protected FactStore store() {
        processes = Redis.Two.fresh();
        return new RedisFactStore(processes.here(), "guard");
    }

    @Override
    protected FactStore elsewhere() {
        return new RedisFactStore(processes.there(), "guard");
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
