package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.store.AnswerCipher;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Redis is used as a store.
 *
 * @param prefix What all keys begin with, the same for all instances of an application.
 * @param lease How long an instance that is not heard of any more counts as alive. What it was carrying out is in doubt
 *     then.
 * @param timeout How long Redis may take to answer.
 * @param maintenanceInterval How often one of the instances asks reconcilers about effects in doubt and gives back what dead
 *     instances had set aside.
 * @param keepRuns How long the attempts and snapshots of a run are kept after it was last heard of.
 * @param eviction What happens at start if the server may remove keys that are in use.
 * @param storeResults Whether what tools answered is kept, encrypted, to answer duplicates with.
 * @param resultKey Key that stored results are encrypted with, written as guard.secret-key is. The secret key by default.
 * @param previousResultKeys Keys that results were encrypted with before. They are only read with.
 */
public record RedisProperties(
        @DefaultValue("guard") String prefix,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("1m") Duration maintenanceInterval,
        @DefaultValue("30d") Duration keepRuns,
        @DefaultValue("fail") Eviction eviction,
        @DefaultValue("true") boolean storeResults,
        @Nullable String resultKey,
        @DefaultValue List<String> previousResultKeys) {

    private static final Pattern PREFIX = Pattern.compile("[^{}\\s]{1,200}");

    /** What happens at start if the server may remove keys that are in use. */
    public enum Eviction {

        /** The application does not start. */
        FAIL,

        /** It is logged. */
        WARN
    }

    public RedisProperties {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidPolicyException(
                    "redis.prefix", "must be 1 to 200 characters without spaces and braces, was '" + prefix + "'");
        }
        StoreSettings.within("redis.lease", lease, Duration.ofSeconds(1));
        StoreSettings.within("redis.timeout", timeout, Duration.ofMillis(100));
        StoreSettings.within("redis.maintenance-interval", maintenanceInterval, Duration.ofSeconds(1));
        StoreSettings.keep("redis.keep-runs", keepRuns);
        previousResultKeys = List.copyOf(previousResultKeys);
    }

    /**
     * Encrypts stored results; null where none are kept.
     *
     * @param secretKey what holds where no key of results is set
     * @throws InvalidPolicyException if there is no key, or one that cannot hold
     */
    public @Nullable AnswerCipher cipher(@Nullable String secretKey) {
        return StoreSettings.cipher("redis", secretKey, storeResults, resultKey, previousResultKeys);
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return "RedisProperties[prefix=" + prefix + ", lease=" + lease + "]";
    }
}
