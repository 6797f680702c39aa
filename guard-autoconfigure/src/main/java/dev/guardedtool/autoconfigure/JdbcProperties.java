package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.store.AnswerCipher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a database is used as a store.
 *
 * @param initializeSchema When the tables are made at start.
 * @param lease How long an instance that is not heard of any more counts as alive. What it was carrying out is in doubt
 *     then.
 * @param timeout How long the database may take to answer. Waiting for a connection is up to the pool.
 * @param maintenanceInterval How often one of the instances asks reconcilers about effects in doubt, gives back what dead
 *     instances had set aside, and removes what is not needed any more.
 * @param keepRuns How long the attempts and snapshots of a run are kept after it was last heard of.
 * @param storeResults Whether what tools answered is kept, encrypted, to answer duplicates with.
 * @param resultKey Key that stored results are encrypted with, written as guard.secret-key is. The secret key by default.
 * @param previousResultKeys Keys that results were encrypted with before. They are only read with.
 */
public record JdbcProperties(
        @DefaultValue("embedded") InitializeSchema initializeSchema,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("1m") Duration maintenanceInterval,
        @DefaultValue("30d") Duration keepRuns,
        @DefaultValue("true") boolean storeResults,
        @Nullable String resultKey,
        @DefaultValue List<String> previousResultKeys) {

    private static final Duration LONGEST = Duration.ofDays(1);

    public JdbcProperties {
        within("lease", lease, Duration.ofSeconds(1));
        within("timeout", timeout, Duration.ofMillis(100));
        within("maintenance-interval", maintenanceInterval, Duration.ofSeconds(1));
        if (keepRuns.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new InvalidPolicyException("jdbc.keep-runs", "must be a minute or more, was " + keepRuns);
        }
        previousResultKeys = List.copyOf(previousResultKeys);
    }

    private static void within(String name, Duration value, Duration shortest) {
        if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
            throw new InvalidPolicyException(
                    "jdbc." + name, "must be between " + shortest.toMillis() + "ms and a day, was " + value);
        }
    }

    /**
     * Encrypts stored results; null where none are kept.
     *
     * @param secretKey what holds where no key of results is set
     * @throws InvalidPolicyException if there is no key, or one that cannot hold
     */
    public @Nullable AnswerCipher cipher(@Nullable String secretKey) {
        if (secretKey == null) {
            throw new InvalidPolicyException(
                    "secret-key",
                    "must be set, the same for all instances: by its fingerprints they know each other's effects");
        }
        if (!storeResults) {
            return null;
        }
        List<byte[]> keys = new ArrayList<>();
        keys.add(resultKey == null ? SecretKey.bytes(secretKey) : SecretKey.bytes("jdbc.result-key", resultKey));
        for (int i = 0; i < previousResultKeys.size(); i++) {
            keys.add(SecretKey.bytes("jdbc.previous-result-keys[" + i + "]", previousResultKeys.get(i)));
        }
        return new AnswerCipher(keys);
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return "JdbcProperties[initializeSchema=" + initializeSchema + ", lease=" + lease + "]";
    }
}
