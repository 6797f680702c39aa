package dev.guardedtool.store.redis;

import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server is configured, as far as it matters to whether it keeps what it is given.
 *
 * @param version such as {@code 6.2.6}; empty if it does not say
 * @param evictionPolicy what it removes when its memory is full, such as {@code noeviction}
 * @param limited whether its memory is limited
 * @param writesDown whether it writes an append-only file
 */
public record RedisServerFacts(String version, String evictionPolicy, boolean limited, boolean writesDown) {

    private static final Script INFO = Script.of("server");
    private static final Script ANSWER = Script.of("answer");
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final int OLDEST_MAJOR = 6;
    private static final int OLDEST_MINOR = 2;

    /**
     * Asks the server that keeps the effects.
     *
     * @throws StoreException if it does not answer
     */
    public static RedisServerFacts of(ScriptExecutor executor, String prefix) {
        Map<String, String> said = new HashMap<>();
        Scripts.text(run(INFO, executor, prefix).get(0)).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                said.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new RedisServerFacts(
                said.getOrDefault("redis_version", ""),
                said.getOrDefault("maxmemory_policy", "noeviction"),
                !said.getOrDefault("maxmemory", "0").equals("0"),
                !said.getOrDefault("aof_enabled", "1").equals("0"));
    }

    /**
     * Does nothing but ask the server that keeps the effects.
     *
     * @throws StoreException if it does not answer
     */
    public static void ask(ScriptExecutor executor, String prefix) {
        run(ANSWER, executor, prefix);
    }

    private static List<byte[]> run(Script script, ScriptExecutor executor, String prefix) {
        Scripts scripts = new Scripts(executor, new StoreBreaker("guard-redis-facts", Clock.systemUTC()));
        return scripts.run(script, List.of(EffectNames.under(prefix).slot()));
    }

    /** Whether it is older than the stores need. */
    public boolean tooOld() {
        Matcher numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(numbers.group(2)) < OLDEST_MINOR);
    }

    /** Whether it may remove keys that are in use. */
    public boolean evicts() {
        return limited && !evictionPolicy.equals("noeviction");
    }
}
