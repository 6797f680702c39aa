package dev.guardedtool.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for repeated calls of one tool.
 *
 * @param queryArgs arguments that jitter is judged by; empty for none
 * @param ignoreArgs arguments that do not distinguish calls
 * @param cache whether answers may be served again
 * @param cacheTtl for how long, or null for the whole run
 */
public record RepeatSpec(
        List<String> queryArgs,
        Set<String> ignoreArgs,
        boolean cache,
        @Nullable Duration cacheTtl) {}
