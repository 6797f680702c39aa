package dev.guardedtool.store.redis;

import dev.guardedtool.custody.FactKey;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers facts in Redis, which any number of processes share, until the server lets them expire at its own time. Each
 * method is one script. Every method may throw a {@link StoreException}.
 */
public final class RedisFactStore implements FactStore {

    private static final Script MINT = Script.of(Script.TIME, "fact-mint");
    private static final Script FIND = Script.of("fact-find");
    private static final Script CONSUME = Script.of("fact-consume");
    private static final Script GIVE_BACK = Script.of("fact-give-back");

    private final Scripts scripts;
    private final String slot;

    /**
     * A store in the keys that begin with that prefix.
     *
     * @param prefix without braces, the same for all instances of an application
     */
    public RedisFactStore(ScriptExecutor executor, String prefix) {
        this.scripts = new Scripts(executor, new StoreBreaker("guard-redis-facts", Clock.systemUTC()));
        this.slot = "{" + prefix + ":facts}:";
    }

    private List<String> keys(Collection<FactKey> facts) {
        return facts.stream().map(this::key).toList();
    }

    private String key(FactKey fact) {
        return slot
                + Digests.of(
                        fact.scope().name(),
                        fact.tenant(),
                        fact.principal(),
                        fact.within(),
                        fact.kind(),
                        fact.value().hex());
    }

    /** What names a call is never empty in the store: nothing there means that nobody used the fact up. */
    private static String user(String owner) {
        return "by " + owner;
    }

    @Override
    public void mint(Collection<FactKey> facts, Duration ttl) {
        if (!facts.isEmpty()) {
            scripts.run(MINT, keys(facts), Scripts.millis(ttl));
        }
    }

    @Override
    public Set<FactKey> find(Collection<FactKey> facts) {
        Set<FactKey> found = new LinkedHashSet<>();
        if (!facts.isEmpty()) {
            List<FactKey> asked = List.copyOf(facts);
            List<byte[]> said = scripts.run(FIND, keys(asked));
            for (int i = 0; i < said.size(); i++) {
                if (said.get(i)[0] == '1') {
                    found.add(asked.get(i));
                }
            }
        }
        return found;
    }

    @Override
    public boolean consume(Collection<FactKey> facts, String owner) {
        return facts.isEmpty() || Scripts.yes(scripts.run(CONSUME, keys(facts), user(owner)));
    }

    @Override
    public void giveBack(Collection<FactKey> facts, String owner) {
        if (!facts.isEmpty()) {
            scripts.run(GIVE_BACK, keys(facts), user(owner));
        }
    }
}
