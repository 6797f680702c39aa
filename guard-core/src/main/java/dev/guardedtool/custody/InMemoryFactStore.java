package dev.guardedtool.custody;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Facts of one process, in memory. A restart forgets them, after which they have to be proven anew. */
public final class InMemoryFactStore implements FactStore {

    private final int maxEntries;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<FactKey, Held> facts = new HashMap<>();
    private final TreeSet<Held> byExpiry = new TreeSet<>();
    private long minted;

    /**
     * An empty store.
     *
     * @param maxEntries how many facts it remembers, those that are used up but not expired included
     * @param clock tells when facts expire
     */
    public InMemoryFactStore(int maxEntries, Clock clock) {
        this.maxEntries = maxEntries;
        this.clock = clock;
    }

    /**
     * A fact as it is held.
     *
     * @param number tells facts apart that expire at the same time
     * @param owner the call that used it up, or null
     */
    private record Held(
            FactKey key,
            Instant expires,
            long number,
            @Nullable String owner) implements Comparable<Held> {

        @Override
        public int compareTo(Held other) {
            int earlier = expires.compareTo(other.expires);
            return earlier != 0 ? earlier : Long.compare(number, other.number);
        }
    }

    @Override
    public void mint(Collection<FactKey> minted, Duration ttl) {
        lock.lock();
        try {
            Instant now = clock.instant();
            removeExpired(now);
            Set<FactKey> wanted = new LinkedHashSet<>(minted);
            long more = wanted.stream().filter(key -> !facts.containsKey(key)).count();
            if (facts.size() + more > maxEntries) {
                throw new FactStoreFullException(facts.size());
            }
            wanted.forEach(key -> put(key, now.plus(ttl), null));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Set<FactKey> find(Collection<FactKey> wanted) {
        lock.lock();
        try {
            removeExpired(clock.instant());
            Set<FactKey> found = new LinkedHashSet<>();
            for (FactKey key : wanted) {
                Held held = facts.get(key);
                if (held != null && held.owner == null) {
                    found.add(key);
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean consume(Collection<FactKey> wanted, String owner) {
        lock.lock();
        try {
            removeExpired(clock.instant());
            for (FactKey key : wanted) {
                Held held = facts.get(key);
                if (held == null || (held.owner != null && !held.owner.equals(owner))) {
                    return false;
                }
            }
            wanted.forEach(key -> own(key, owner));
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void giveBack(Collection<FactKey> given, String owner) {
        lock.lock();
        try {
            removeExpired(clock.instant());
            for (FactKey key : given) {
                Held held = facts.get(key);
                if (held != null && owner.equals(held.owner)) {
                    own(key, null);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many facts are held. */
    int size() {
        lock.lock();
        try {
            return facts.size();
        } finally {
            lock.unlock();
        }
    }

    private void own(FactKey key, @Nullable String owner) {
        Held held = facts.get(key);
        if (held != null) {
            put(key, held.expires, owner);
        }
    }

    private void put(FactKey key, Instant expires, @Nullable String owner) {
        Held before = facts.get(key);
        Instant later = before != null && before.expires.isAfter(expires) ? before.expires : expires;
        Held now = new Held(key, later, minted++, owner);
        facts.put(key, now);
        if (before != null) {
            byExpiry.remove(before);
        }
        byExpiry.add(now);
    }

    private void removeExpired(Instant now) {
        while (!byExpiry.isEmpty() && !byExpiry.first().expires.isAfter(now)) {
            facts.remove(byExpiry.pollFirst().key);
        }
    }
}
