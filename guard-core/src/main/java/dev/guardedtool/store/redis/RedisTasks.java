package dev.guardedtool.store.redis;

import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Shares out what one instance has to do for all: whoever asks first when a task is due does it, and the others wait until
 * it is due again. An instance that dies is followed by another then. Time is the server's. Thread-safe.
 */
public final class RedisTasks {

    private static final Script TAKE = Script.of("task");

    private final Scripts scripts;
    private final String prefix;
    private final String owner;

    /**
     * The tasks in the keys that begin with that prefix.
     *
     * @param prefix without braces, the same for all instances of an application
     * @param owner names this instance
     */
    public RedisTasks(ScriptExecutor executor, String prefix, String owner) {
        this.scripts = new Scripts(executor, new StoreBreaker("guard-redis-tasks", Clock.systemUTC()));
        this.prefix = prefix;
        this.owner = owner;
    }

    /**
     * Whether the task is due and this instance is to do it now.
     *
     * @param pause when it is due again
     * @throws StoreException if the server did not do as it was told
     */
    public boolean take(String task, Duration pause) {
        List<String> key = List.of("{" + prefix + ":tasks}:" + task);
        return Scripts.yes(scripts.run(TAKE, key, owner, Scripts.millis(pause)));
    }
}
