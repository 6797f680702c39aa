package dev.guardedtool.fault;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.ErrorClassifier;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.HashMap;
import java.util.List;
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

    private static final Map<String, String> WORDS = words();

    /** What leaves open how far a call came, though it is the name of no exception. */
    private static final Set<String> CUT_SHORT =
            Set.of("aborted", "canceled", "cancelled", "data_loss", "interrupted", "killed");

    private static Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        Set.of(
                        "timed_out",
                        "timed out",
                        "read_timeout",
                        "write_timeout",
                        "connect_timeout",
                        "connection_timeout",
                        "request_timeout",
                        "gateway_timeout",
                        "deadline_exceeded",
                        "timeoutexception",
                        "sockettimeoutexception",
                        "httptimeoutexception",
                        "httpconnecttimeoutexception",
                        "readtimeoutexception",
                        "writetimeoutexception",
                        "connecttimeoutexception",
                        "sqltimeoutexception")
                .forEach(word -> words.put(word, TIMEOUT));
        Set.of(
                        "conn",
                        "connection",
                        "connection_closed",
                        "connection_refused",
                        "connection_reset",
                        "econnrefused",
                        "econnreset",
                        "network_error",
                        "unavailable",
                        "connectexception",
                        "connectionerror",
                        "socketexception",
                        "noroutetohostexception",
                        "closedchannelexception",
                        "unknownhostexception")
                .forEach(word -> words.put(word, CONNECTION));
        Set.of("internal", "internal_error", "internal_server_error", "bad_gateway", "service_unavailable")
                .forEach(word -> words.put(word, SERVER));
        Set.of("rate_limited", "too_many_requests", "resource_exhausted").forEach(word -> words.put(word, "429"));
        Set.of("unauthorized", "unauthenticated").forEach(word -> words.put(word, "401"));
        Set.of("forbidden", "permission_denied").forEach(word -> words.put(word, "403"));
        return Map.copyOf(words);
    }

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
        return Failures.resultOf(failure, code(failure), safeExceptions);
    }

    /** The innermost cause of a known type decides; without one, the name of the innermost cause. */
    private static String code(Throwable failure) {
        List<Throwable> chain = Failures.chain(failure);
        for (int i = chain.size() - 1; i >= 0; i--) {
            String known = known(chain.get(i));
            if (known != null) {
                return known;
            }
        }
        String name = chain.get(chain.size() - 1).getClass().getSimpleName();
        if (name.isEmpty()) {
            return "exception";
        }
        return isThrowable(name.toLowerCase(Locale.ROOT)) ? name : name + "_exception";
    }

    private static @Nullable String known(Throwable cause) {
        if (cause instanceof TimeoutException
                || cause instanceof InterruptedIOException
                || cause instanceof HttpTimeoutException) {
            return TIMEOUT;
        }
        boolean connection = cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof ClosedChannelException;
        return connection ? CONNECTION : null;
    }

    private static boolean isThrowable(String errorClass) {
        return errorClass.endsWith("exception") || errorClass.endsWith("error");
    }

    @Override
    public boolean doubtful(String errorClass) {
        return switch (errorClass) {
            case UNKNOWN, TIMEOUT, CONNECTION, SERVER, "408" -> true;
            default -> isThrowable(errorClass) || CUT_SHORT.contains(errorClass);
        };
    }
}
