package dev.guardedtool.policy;

import dev.guardedtool.FactScope;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of a tool proves.
 *
 * @param kind kind of the facts
 * @param extract the expression over {@code #result} that finds the values
 * @param scope for whom they hold
 * @param ttl how long they hold, or null to go by {@link CustodyPolicy#ttl}
 */
public record FactProof(
        String kind,
        String extract,
        FactScope scope,
        @Nullable Duration ttl) {

    public FactProof {
        CustodyPolicy.requireText("proves", "kind", kind);
        CustodyPolicy.requireText("proves", "extract", extract);
        Objects.requireNonNull(scope, "scope");
        if (ttl != null) {
            Limits.period("proves." + kind + ".ttl", ttl);
        }
    }

    /** Facts that hold for the conversation as long as the policy says. */
    public static FactProof of(String kind, String extract) {
        return new FactProof(kind, extract, FactScope.SESSION, null);
    }
}
