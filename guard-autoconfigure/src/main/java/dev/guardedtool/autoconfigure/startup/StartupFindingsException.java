package dev.guardedtool.autoconfigure.startup;

import java.util.List;
import java.util.stream.Collectors;

/** Tools would go unguarded or could not be called. */
final class StartupFindingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    StartupFindingsException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    List<Finding> findings() {
        return findings;
    }
}
