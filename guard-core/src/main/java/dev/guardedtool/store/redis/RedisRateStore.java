package dev.guardedtool.store.redis;

import dev.guardedtool.ToolName;
import dev.guardedtool.rate.RateAnswer;
import dev.guardedtool.rate.RateKey;
import dev.guardedtool.rate.RateRequest;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.rate.RateUse;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Remembers in Redis, for any number of processes, when tools were called, to the microsecond of the server's time. Each
 * method is one script but for {@link #uses}, which looks at one thousand limits at most. Every method may throw a
 * {@link StoreException}.
 */
public final class RedisRateStore implements RateStore {

    private static final Script ACQUIRE = Script.of(Script.TIME, "rate-acquire");
    private static final Script RELEASE = Script.of("rate-release");
    private static final Script KNOWN = Script.of(Script.TIME, "rate-known");
    private static final Script USES = Script.of(Script.TIME, "rate-uses");

    private static final int LOOKED_AT = 1_000;

    private final Scripts scripts;
    private final String slot;

    /**
     * A store in the keys that begin with that prefix.
     *
     * @param prefix without braces, the same for all instances of an application
     */
    public RedisRateStore(ScriptExecutor executor, String prefix) {
        this.scripts = new Scripts(executor, new StoreBreaker("guard-redis-rates", Clock.systemUTC()));
        this.slot = "{" + prefix + ":rates}:";
    }

    private static String id(RateKey key) {
        return Digests.of(key.tool().value(), key.per(), key.period().toString(), key.holder());
    }

    private List<String> known() {
        return List.of(slot + "known", slot + "about");
    }

    @Override
    public RateAnswer acquire(List<RateRequest> limits) {
        String permit = UUID.randomUUID().toString();
        List<String> keys = new ArrayList<>(known());
        List<Object> arguments = new ArrayList<>(List.of(permit));
        for (RateRequest limit : limits) {
            String id = id(limit.key());
            keys.add(slot + id);
            arguments.addAll(List.of(id, Scripts.micros(limit.key().period()), limit.max(), about(limit)));
        }
        List<byte[]> said = scripts.run(ACQUIRE, keys, arguments.toArray());
        return said.isEmpty()
                ? new RateAnswer.Granted(permit)
                : new RateAnswer.Refused(limits.get((int) Scripts.number(said.get(0))), micros(said.get(1)));
    }

    private static Duration micros(byte[] said) {
        return Duration.of(Scripts.number(said), ChronoUnit.MICROS);
    }

    private static byte[] about(RateRequest limit) {
        RateKey key = limit.key();
        return Parts.write(
                key.tool().value(), key.per(), key.period().toString(), key.holder(), Integer.toString(limit.max()));
    }

    private static RateRequest limit(byte[] about) {
        List<String> parts = Parts.read(about);
        RateKey key = new RateKey(ToolName.of(parts.get(0)), parts.get(1), Duration.parse(parts.get(2)), parts.get(3));
        return new RateRequest(key, Integer.parseInt(parts.get(4)));
    }

    @Override
    public void release(List<RateRequest> limits, String permit) {
        scripts.run(
                RELEASE, limits.stream().map(limit -> slot + id(limit.key())).toList(), permit);
    }

    @Override
    public List<RateUse> uses(int atMost) {
        List<byte[]> known = scripts.run(KNOWN, known(), LOOKED_AT);
        List<String> keys = new ArrayList<>();
        List<RateRequest> limits = new ArrayList<>();
        for (int i = 0; i < known.size(); i += 2) {
            keys.add(slot + Scripts.text(known.get(i)));
            limits.add(limit(known.get(i + 1)));
        }
        if (keys.isEmpty()) {
            return List.of();
        }
        List<byte[]> said = scripts.run(
                USES,
                keys,
                limits.stream()
                        .map(limit -> (Object) Scripts.micros(limit.key().period()))
                        .toArray());
        List<RateUse> uses = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            int used = (int) Scripts.number(said.get(2 * i));
            if (used > 0) {
                uses.add(new RateUse(limits.get(i), used, micros(said.get(2 * i + 1))));
            }
        }
        uses.sort(Comparator.comparingInt(RateUse::used).reversed());
        return List.copyOf(uses.subList(0, Math.min(atMost, uses.size())));
    }
}
