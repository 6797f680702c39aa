package dev.guardedtool.store.redis;

import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.store.Changes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes of effects by any process. They are listened to from when somebody first waits for one. Thread-safe. */
final class ChangesHeard implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChangesHeard.class);

    private final Scripts scripts;
    private final String channel;
    private final Changes changes = new Changes();
    private final AtomicBoolean listening = new AtomicBoolean();
    private volatile @Nullable Runnable end;

    ChangesHeard(Scripts scripts, String channel) {
        this.scripts = scripts;
        this.channel = channel;
    }

    void changed(String id) {
        changes.changed(id);
    }

    Optional<EffectRecord> await(String id, Duration atMost, Supplier<Optional<EffectRecord>> look)
            throws InterruptedException {
        if (listening.compareAndSet(false, true)) {
            listen();
        }
        return changes.await(id, atMost, look);
    }

    /** Who cannot listen still looks from time to time. */
    private void listen() {
        try {
            end = scripts.listen(channel, changes::changed);
        } catch (RuntimeException e) {
            listening.set(false);
            log.debug("Changes of effects cannot be listened to", e);
        }
    }

    @Override
    public void close() {
        Runnable ending = end;
        if (ending != null) {
            ending.run();
            end = null;
        }
    }
}
