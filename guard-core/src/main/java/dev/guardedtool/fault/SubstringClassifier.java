package dev.guardedtool.fault;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.ErrorClassifier;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what the code contains, as the reference engine does; {@code strategy} counts as a rate limit here. */
record SubstringClassifier(Set<String> safeExceptions) implements ErrorClassifier {

    private static final Set<String> TIMEOUTS = Set.of("timeout", "timed_out", "read_timeout", "write_timeout");
    private static final Set<String> CONNECTIONS = Set.of("conn", "connection", "connection_error", "network_error");

    @Override
    public String errorClass(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return ExplicitClassifier.UNKNOWN;
        }
        String word = code.strip().toLowerCase(Locale.ROOT);
        if (TIMEOUTS.contains(word)) {
            return ExplicitClassifier.TIMEOUT;
        }
        if (CONNECTIONS.contains(word)) {
            return ExplicitClassifier.CONNECTION;
        }
        if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
            return word.startsWith("5") ? ExplicitClassifier.SERVER : word;
        }
        if (word.contains("timeout")) {
            return ExplicitClassifier.TIMEOUT;
        }
        return word.contains("rate") || word.contains("429") ? "429" : word;
    }

    @Override
    public ToolResult resultOf(Throwable failure) {
        return Failures.resultOf(failure, failure.getClass().getSimpleName(), safeExceptions);
    }

    @Override
    public boolean doubtful(String errorClass) {
        return false;
    }
}
