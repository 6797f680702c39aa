package dev.guardedtool.store.jdbc;

import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.store.Changes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Changes of effects by any process. Who waits for one marks it, so that a notification is sent only where somebody wants
 * it. Thread-safe.
 */
final class EffectChanges implements AutoCloseable {

    private final Changes changes;
    private final Connections connections;
    private final String mark;
    private final @Nullable Notifications notifications;

    /**
     * @param mark marks the effect of an id, the only parameter
     * @param listening gives connections to listen on; null where nothing can be heard
     */
    EffectChanges(Changes changes, Connections connections, String mark, @Nullable DataSource listening) {
        this.changes = changes;
        this.connections = connections;
        this.mark = mark;
        this.notifications =
                listening == null ? null : new Notifications(listening, changes::changed, changes::maybeAll);
    }

    /** To be told when this process changed an effect. */
    void changed(String id) {
        changes.changed(id);
    }

    Optional<EffectRecord> await(String id, Duration atMost, Supplier<Optional<EffectRecord>> look)
            throws InterruptedException {
        if (notifications == null) {
            return changes.await(id, atMost, look);
        }
        Runnable end = notifications.begin();
        try {
            connections.update(mark, statement -> {
                statement.setString(1, id);
                return true;
            });
            return changes.await(id, atMost, look);
        } finally {
            end.run();
        }
    }

    @Override
    public void close() {
        if (notifications != null) {
            notifications.close();
        }
    }
}
