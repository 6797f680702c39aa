package dev.guardedtool.policy;

import static dev.guardedtool.policy.Limits.first;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said about repeated calls of one tool. Null where nothing is said.
 *
 * @param queryArgs arguments that jitter is judged by
 * @param ignoreArgs arguments that do not distinguish calls
 * @param cache whether answers may be served again
 * @param cacheTtl for how long
 */
public record ToolRepeats(
        @Nullable List<String> queryArgs,
        @Nullable Set<String> ignoreArgs,
        @Nullable Boolean cache,
        @Nullable Duration cacheTtl) {

    public ToolRepeats {
        Limits.notNegative("cache-ttl", cacheTtl);
        queryArgs = queryArgs == null ? null : List.copyOf(queryArgs);
        ignoreArgs = ignoreArgs == null ? null : Set.copyOf(ignoreArgs);
    }

    ToolRepeats over(ToolRepeats weaker) {
        return new ToolRepeats(
                first(queryArgs, weaker.queryArgs),
                first(ignoreArgs, weaker.ignoreArgs),
                first(cache, weaker.cache),
                first(cacheTtl, weaker.cacheTtl));
    }
}
