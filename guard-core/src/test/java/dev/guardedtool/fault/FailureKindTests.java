package dev.guardedtool.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.ResultVariables;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.FailureKind;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Arguments;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What sort of failure it was, as the reference says, except where it reads messages or does not know its own timeouts. */
class FailureKindTests {

    private static final ErrorClassifier CLASSES = ErrorClassifiers.of(FaultPolicy.defaults(), EffectPolicy.defaults());

    private static final ArgumentReader READER = new ArgumentReader(ArgumentLimits.defaults());

    /** Kinds that the reference finds in messages, and its own timeout, which it does not know. */
    private static final Map<String, FailureKind> OURS = Map.of("ToolTimeoutError", FailureKind.TIMEOUT);

    private static final Set<String> BY_MESSAGE = Set.of("conflict", "overloaded", "invalid");

    @ParameterizedTest
    @MethodSource("reference")
    void isAsInTheReference(JsonNode failure, String kind) {
        FailureKind expected = OURS.get(failure.path("type").asString(""));
        if (expected == null) {
            boolean byMessage = failure.has("message") && BY_MESSAGE.contains(kind);
            expected = byMessage ? FailureKind.UNKNOWN : kindOf(kind);
        }

        assertThat(kind(failure)).isEqualTo(expected);
    }

    private static FailureKind kindOf(String code) {
        return FailureKind.valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> reference() throws IOException {
        try (InputStream in = FailureKindTests.class.getResourceAsStream("failure-kinds.json")) {
            return new ObjectMapper()
                    .readTree(Objects.requireNonNull(in))
                    .valueStream()
                    .map(row -> org.junit.jupiter.params.provider.Arguments.of(
                            row.get(0), row.get(1).asString()));
        }
    }

    private static FailureKind kind(JsonNode failure) {
        String name = failure.propertyNames().iterator().next();
        JsonNode value = failure.get(name);
        return switch (name) {
            case "http", "status" -> kind(ToolResult.failed(value.asString()), null);
            case "cloud" -> kind(ToolResult.failed(failure.path("cloud_status").asString(value.asString())), null);
            case "grpc" -> kind(new StatusRuntimeException(value.asString() + ": said so"));
            case "sqlstate" -> kind(new SQLException("said so", value.asString()));
            case "errno" -> kind(errno(value.asString()));
            default -> kind(type(value.asString()));
        };
    }

    private static FailureKind kind(Throwable thrown) {
        return kind(CLASSES.resultOf(thrown), thrown);
    }

    private static FailureKind kind(ToolResult result, @Nullable Throwable thrown) {
        return FailureSigns.of(new Outcome(
                        result,
                        thrown,
                        false,
                        null,
                        null,
                        CLASSES.errorClass(result.error()),
                        EffectStatus.UNKNOWN,
                        new ResultVariables(READER, Arguments.EMPTY, null)))
                .kind();
    }

    private static Exception errno(String name) {
        return switch (name) {
            case "ETIMEDOUT" -> new SocketTimeoutException(name);
            case "ECONNREFUSED" -> new ConnectException(name);
            case "EHOSTUNREACH", "ENETUNREACH" -> new NoRouteToHostException(name);
            case "ENOENT" -> new NoSuchFileException(name);
            default -> new SocketException(name);
        };
    }

    private static Exception type(String name) {
        return switch (name) {
            case "ConnectionError" -> new ConnectException(name);
            case "TimeoutError", "ToolTimeoutError" -> new TimeoutException(name);
            case "ValueError" -> new IllegalArgumentException(name);
            case "PermissionError" -> new AccessDeniedException(name);
            default -> new IllegalStateException(name);
        };
    }

    @Test
    void classesOfSqlStatesAreKnownByTheirFirstTwoLetters() {
        assertThat(kind(new SQLException("gone", "08006"))).isEqualTo(FailureKind.TRANSPORT);
        assertThat(kind(new SQLException("too slow", "57014"))).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void anEmptyPoolIsATransportFailureThoughItHasNoState() {
        assertThat(kind(new IllegalStateException(new SQLTransientConnectionException("no connection"))))
                .isEqualTo(FailureKind.TRANSPORT);
    }

    @Test
    void theInnermostCauseDecides() {
        assertThat(kind(new IllegalStateException(new StatusRuntimeException("UNAVAILABLE"))))
                .isEqualTo(FailureKind.TRANSPORT);
    }
}
