package dev.guardedtool.store.redis;

import dev.guardedtool.engine.RunSnapshot;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps snapshots of runs in Redis, where any process goes on with them, until the server removes them. Each method is one
 * script. Every method may throw a {@link StoreException}.
 */
public final class RedisRunStore implements RunStore {

    private static final Script SAVE = Script.of("run-save");
    private static final Script FIND = Script.of("run-find");
    private static final Script TAKE = Script.of("run-take");

    private final Scripts scripts;
    private final String prefix;
    private final Duration keep;

    /**
     * A store in the keys that begin with that prefix.
     *
     * @param prefix without braces, the same for all instances of an application
     * @param keep for how long a snapshot is kept
     */
    public RedisRunStore(ScriptExecutor executor, String prefix, Duration keep) {
        this.scripts = new Scripts(executor, new StoreBreaker("guard-redis-runs", Clock.systemUTC()));
        this.prefix = prefix;
        this.keep = keep;
    }

    private List<String> key(String runId) {
        return List.of("{" + prefix + ":runs:" + Digests.of(runId) + "}");
    }

    @Override
    public void save(RunSnapshot snapshot) {
        scripts.run(SAVE, key(snapshot.runId()), snapshot.toJson(), Scripts.millis(keep));
    }

    @Override
    public Optional<RunSnapshot> find(String runId) {
        return snapshot(FIND, runId);
    }

    @Override
    public Optional<RunSnapshot> take(String runId) {
        return snapshot(TAKE, runId);
    }

    private Optional<RunSnapshot> snapshot(Script script, String runId) {
        return scripts.run(script, key(runId)).stream()
                .findFirst()
                .map(Scripts::text)
                .map(RunSnapshot::fromJson);
    }
}
