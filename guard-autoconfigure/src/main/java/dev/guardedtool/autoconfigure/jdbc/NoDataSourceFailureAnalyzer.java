package dev.guardedtool.autoconfigure.jdbc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which database the guard could use. */
final class NoDataSourceFailureAnalyzer extends AbstractFailureAnalyzer<NoDataSourceException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, NoDataSourceException cause) {
        return new FailureAnalysis(
                "guard.store is jdbc, but " + cause.getMessage() + ".",
                "Configure one with spring.datasource.url, or qualify the one to be used with @GuardDataSource, or"
                        + " remove guard.store.",
                cause);
    }
}
