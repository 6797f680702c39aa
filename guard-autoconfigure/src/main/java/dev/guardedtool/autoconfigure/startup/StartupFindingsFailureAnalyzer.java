package dev.guardedtool.autoconfigure.startup;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists what was found and what to do about each. */
final class StartupFindingsFailureAnalyzer extends AbstractFailureAnalyzer<StartupFindingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, StartupFindingsException cause) {
        return new FailureAnalysis(
                "The guard cannot guard these tools:\n\n" + each(cause, Finding::problem),
                each(cause, Finding::action) + "\nguard.startup-checks=warn starts in spite of it.",
                cause);
    }

    private static String each(StartupFindingsException cause, Function<Finding, String> part) {
        return cause.findings().stream()
                .map(part)
                .distinct()
                .map(line -> "    " + line)
                .collect(Collectors.joining("\n"));
    }
}
