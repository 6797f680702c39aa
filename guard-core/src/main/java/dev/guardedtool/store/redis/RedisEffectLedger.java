package dev.guardedtool.store.redis;

import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.AnswerCipher;
import dev.guardedtool.store.EffectIds;
import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.store.StoredAnswers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers effects in Redis, which any number of processes share. Each change is one script. Time is the server's. Every
 * method may throw a {@link StoreException}. What happened is removed by the server when its time is up; what is being
 * carried out or in doubt has no time to live.
 */
public final class RedisEffectLedger implements EffectLedger, AutoCloseable {

    private static final byte[] NOTHING = {};

    private final Scripts scripts;
    private final EffectNames names;
    private final Duration lease;
    private final EffectValues values;
    private final ChangesHeard changes;

    /**
     * A ledger in the keys that begin with that prefix.
     *
     * @param prefix without braces, the same for all instances of an application
     * @param lease for how long an owner that is not heard of counts as alive
     * @param cipher encrypts what tools answered; null keeps nothing of it but whether they succeeded
     */
    public RedisEffectLedger(ScriptExecutor executor, String prefix, Duration lease, @Nullable AnswerCipher cipher) {
        this(executor, prefix, lease, cipher, Clock.systemUTC());
    }

    RedisEffectLedger(
            ScriptExecutor executor, String prefix, Duration lease, @Nullable AnswerCipher cipher, Clock clock) {
        this.scripts = new Scripts(executor, new StoreBreaker("guard-redis", clock));
        this.names = EffectNames.under(prefix);
        this.lease = lease;
        this.values = new EffectValues(new StoredAnswers(cipher));
        this.changes = new ChangesHeard(scripts, names.channel());
    }

    /** Whether Redis answered when it was last asked; it is asked again when the ledger is. */
    public boolean answering() {
        return scripts.answering();
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner) {
        String id = EffectIds.of(key);
        return first(scripts.run(
                EffectScripts.RESERVE,
                names.taking(id),
                id,
                EffectIds.call(callId),
                owner,
                Scripts.micros(lease),
                EffectValues.about(key, arguments)));
    }

    private List<byte[]> on(Script script, String id, String callId, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(id, EffectIds.call(callId), names.channel()));
        arguments.addAll(List.of(more));
        return scripts.run(script, names.changing(id), arguments.toArray());
    }

    private Optional<EffectRecord> first(List<byte[]> said) {
        return said.isEmpty() ? Optional.empty() : Optional.of(values.read(said));
    }

    @Override
    public int renew(String owner) {
        return Integer.parseInt(
                Scripts.text(scripts.run(EffectScripts.RENEW, List.of(names.taken()), owner, Scripts.micros(lease))
                        .get(0)));
    }

    @Override
    public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
        String id = EffectIds.of(key);
        return changed(
                id, on(EffectScripts.COMPLETE, id, callId, values.answers().write(answer, id), ttl(ttl)));
    }

    private static Object ttl(@Nullable Duration ttl) {
        return ttl == null ? "" : Scripts.millis(ttl);
    }

    private boolean changed(String id, List<byte[]> said) {
        changes.changed(id);
        return Scripts.yes(said);
    }

    @Override
    public void release(EffectKey key, String callId) {
        String id = EffectIds.of(key);
        on(EffectScripts.RELEASE, id, callId);
        changes.changed(id);
    }

    @Override
    public void markUnknown(EffectKey key, String callId) {
        String id = EffectIds.of(key);
        on(EffectScripts.DOUBT, id, callId);
        changes.changed(id);
    }

    @Override
    public Optional<EffectRecord> find(EffectKey key) {
        return find(EffectIds.of(key));
    }

    private Optional<EffectRecord> find(String id) {
        return first(look(List.of(id)));
    }

    @Override
    public Optional<EffectRecord> await(EffectKey key, Duration atMost) throws InterruptedException {
        String id = EffectIds.of(key);
        return changes.await(id, atMost, () -> find(id));
    }

    @Override
    public List<EffectRecord> inDoubt(int limit) {
        List<String> ids = scripts.run(EffectScripts.DOUBTS, List.of(names.taken(), names.doubts()), limit).stream()
                .map(Scripts::text)
                .toList();
        List<byte[]> said = look(ids);
        List<EffectRecord> doubts = new ArrayList<>();
        for (int from = 0; from < said.size(); from += EffectValues.PARTS) {
            doubts.add(values.read(said.subList(from, from + EffectValues.PARTS)));
        }
        return doubts;
    }

    private List<byte[]> look(List<String> ids) {
        return scripts.run(EffectScripts.FIND, names.looking(ids), ids.toArray());
    }

    @Override
    public boolean settle(EffectKey key, String callId, @Nullable ToolResult answer, @Nullable Duration ttl) {
        String id = EffectIds.of(key);
        return changed(
                id,
                answer == null
                        ? on(EffectScripts.SETTLE, id, callId, "0", NOTHING, "")
                        : on(
                                EffectScripts.SETTLE,
                                id,
                                callId,
                                "1",
                                values.answers().write(answer, id),
                                ttl(ttl)));
    }

    /** Listens no more to what other processes change. */
    @Override
    public void close() {
        changes.close();
    }
}
