package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.store.jdbc.SchemaException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says how the tables of the guard come into being. */
final class SchemaFailureAnalyzer extends AbstractFailureAnalyzer<SchemaException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, SchemaException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Set guard.jdbc.initialize-schema=always to have them made at start, or run classpath:" + cause.script()
                        + " with the migrations of the application. Without guard.store=jdbc none are needed.",
                cause);
    }
}
