package dev.guardedtool.autoconfigure.redis;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which Redis the guard could use. */
final class NoRedisFailureAnalyzer extends AbstractFailureAnalyzer<NoRedisException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, NoRedisException cause) {
        return new FailureAnalysis(
                "The guard is to keep things in Redis, but " + cause.getMessage() + ".",
                cause.action() + ", or keep them elsewhere with guard.store.",
                cause);
    }
}
