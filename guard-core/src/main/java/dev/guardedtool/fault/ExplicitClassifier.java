package dev.guardedtool.fault;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.ErrorClassifier;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** By known types of exceptions, known words and status codes; nothing is guessed from parts of a name. */
record ExplicitClassifier(Set<String> safeExceptions) implements ErrorClassifier {

    static final String UNKNOWN = "unknown";
    static final String TIMEOUT = "timeout";
    static final String CONNECTION = "connection_error";
    static final String SERVER = "5xx";

    private static final int STATUS_LENGTH = 3;

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("timed_out", TIMEOUT),
            Map.entry("read_timeout", TIMEOUT),
            Map.entry("write_timeout", TIMEOUT),
            Map.entry("timeoutexception", TIMEOUT),
            Map.entry("sockettimeoutexception", TIMEOUT),
            Map.entry("httptimeoutexception", TIMEOUT),
            Map.entry("conn", CONNECTION),
            Map.entry("connection", CONNECTION),
            Map.entry("network_error", CONNECTION),
            Map.entry("connectexception", CONNECTION),
            Map.entry("connectionerror", CONNECTION),
            Map.entry("unknownhostexception", CONNECTION),
            Map.entry("rate_limited", "429"));

    @Override
    public String errorClass(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return UNKNOWN;
        }
        String word = code.strip().toLowerCase(Locale.ROOT);
        String status = word.startsWith("http ") || word.startsWith("http_") ? word.substring(5) : word;
        if (status.length() == STATUS_LENGTH && status.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return status.charAt(0) == '5' ? SERVER : status;
        }
        return WORDS.getOrDefault(word, word);
    }

    @Override
    public ToolResult resultOf(Throwable failure) {
        Throwable root = Failures.root(failure);
        return Failures.resultOf(failure, code(root), safeExceptions);
    }

    private static String code(Throwable root) {
        if (root instanceof TimeoutException
                || root instanceof SocketTimeoutException
                || root instanceof HttpTimeoutException
                || root instanceof InterruptedIOException) {
            return TIMEOUT;
        }
        if (root instanceof ConnectException
                || root instanceof UnknownHostException
                || root instanceof NoRouteToHostException
                || root instanceof SocketException) {
            return CONNECTION;
        }
        return root.getClass().getSimpleName();
    }

    @Override
    public boolean doubtful(String errorClass) {
        return switch (errorClass) {
            case UNKNOWN, TIMEOUT, CONNECTION, SERVER, "408" -> true;
            default -> errorClass.endsWith("exception") || errorClass.endsWith("error");
        };
    }
}
