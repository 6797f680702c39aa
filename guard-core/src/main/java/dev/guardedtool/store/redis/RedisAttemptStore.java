package dev.guardedtool.store.redis;

import dev.guardedtool.ToolName;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.Attempts;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Counts attempts in Redis, which any number of processes share. Each method is one script. Every method may throw a
 * {@link StoreException}.
 */
public final class RedisAttemptStore implements AttemptStore {

    private static final Script INCREMENT = Script.of(Script.TIME, "attempt-increment");
    private static final Script DECREMENT = Script.of("attempt-decrement");

    private final Scripts scripts;
    private final String prefix;
    private final Duration keep;

    /**
     * A store in the keys that begin with that prefix.
     *
     * @param prefix without braces, the same for all instances of an application
     * @param keep for how long attempts are remembered after the last one
     */
    public RedisAttemptStore(ScriptExecutor executor, String prefix, Duration keep) {
        this.scripts = new Scripts(executor, new StoreBreaker("guard-redis-attempts", Clock.systemUTC()));
        this.prefix = prefix;
        this.keep = keep;
    }

    private List<String> key(String runId, ToolName tool) {
        return List.of("{" + prefix + ":attempts:" + Digests.of(runId, tool.value()) + "}");
    }

    @Override
    public Attempts increment(String runId, ToolName tool, int limit) {
        List<byte[]> said = scripts.run(INCREMENT, key(runId, tool), limit, Scripts.millis(keep));
        return new Attempts(Scripts.yes(said), (int) Math.min(Integer.MAX_VALUE, Scripts.number(said.get(1))));
    }

    @Override
    public void decrement(String runId, ToolName tool) {
        scripts.run(DECREMENT, key(runId, tool));
    }
}
