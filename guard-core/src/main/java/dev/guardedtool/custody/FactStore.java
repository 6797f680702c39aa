package dev.guardedtool.custody;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * Remembers facts until they expire. Every method is atomic, implementations are thread-safe, and the time is the store's.
 * A fact that holds is never evicted: a full store takes no new ones.
 */
public interface FactStore {

    /**
     * From now on these facts hold, all of them or none. What held before holds at least as long as it did; what was used
     * up holds anew.
     *
     * @throws FactStoreFullException if there is no room for all of them
     */
    void mint(Collection<FactKey> facts, Duration ttl);

    /** Those of the facts that hold and are not used up. */
    Set<FactKey> find(Collection<FactKey> facts);

    /**
     * Uses facts up, all of them or none.
     *
     * @param owner names the call among all calls of all runs; what it used up itself does not stand in its way
     * @return false, with nothing changed, if one of them does not hold or is used up
     */
    boolean consume(Collection<FactKey> facts, String owner);

    /** Facts that the owner used up hold again, as long as they would have. Others are left alone. */
    void giveBack(Collection<FactKey> facts, String owner);
}
