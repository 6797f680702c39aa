package dev.guardedtool.autoconfigure.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which store the guard could use. */
public final class NoStoreFailureAnalyzer extends AbstractFailureAnalyzer<NoStoreException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, NoStoreException cause) {
        return new FailureAnalysis(
                "The guard is to keep things in " + cause.described() + ", but " + cause.getMessage() + ".",
                cause.action() + ", or keep them elsewhere with guard.store or guard.stores.",
                cause);
    }
}
