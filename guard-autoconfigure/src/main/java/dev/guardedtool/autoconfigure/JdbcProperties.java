package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.store.AnswerCipher;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a database is used as a store.
 *
 * @param initializeSchema When the tables are made at start.
 * @param lease How long an instance that is not heard of any more counts as alive. What it was carrying out is in doubt
 *     then.
 * @param timeout How long the database may take to answer, and a HikariCP pool to give a connection.
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

    public JdbcProperties {
        StoreSettings.within("jdbc.lease", lease, Duration.ofSeconds(1));
        StoreSettings.within("jdbc.timeout", timeout, Duration.ofMillis(100));
        StoreSettings.within("jdbc.maintenance-interval", maintenanceInterval, Duration.ofSeconds(1));
        StoreSettings.keep("jdbc.keep-runs", keepRuns);
        previousResultKeys = List.copyOf(previousResultKeys);
    }

    /**
     * Encrypts stored results; null where none are kept.
     *
     * @param secretKey what holds where no key of results is set
     * @throws InvalidPolicyException if there is no key, or one that cannot hold
     */
    public @Nullable AnswerCipher cipher(@Nullable String secretKey) {
        return StoreSettings.cipher("jdbc", secretKey, storeResults, resultKey, previousResultKeys);
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return "JdbcProperties[initializeSchema=" + initializeSchema + ", lease=" + lease + "]";
    }
}
