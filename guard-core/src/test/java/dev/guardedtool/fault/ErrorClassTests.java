package dev.guardedtool.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.EffectExecutedException;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.FaultPolicy;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An error's class comes from known types, words and status codes; no part of a name is guessed at. */
class ErrorClassTests {

    private final ErrorClassifier explicit = ErrorClassifiers.of(FaultPolicy.defaults(), EffectPolicy.defaults());
    private final ErrorClassifier reference = ErrorClassifiers.of(FaultPolicy.reference(), EffectPolicy.reference());

    @ParameterizedTest(name = "{0}: {1}, in the reference {2}")
    @CsvSource(
            nullValues = "null",
            value = {
                "null, unknown, unknown",
                "'', unknown, unknown",
                "'   ', unknown, ''",
                "timeout, timeout, timeout",
                "TIMED_OUT, timeout, timeout",
                "read_timeout, timeout, timeout",
                "write_timeout, timeout, timeout",
                "gateway_timeout, timeout, timeout",
                "deadline_exceeded, timeout, deadline_exceeded",
                "TimeoutException, timeout, timeout",
                "SocketTimeoutException, timeout, timeout",
                "no_timeout_configured, no_timeout_configured, timeout",
                "conn, connection_error, connection_error",
                "connection, connection_error, connection_error",
                "network_error, connection_error, connection_error",
                "ConnectionError, connection_error, connectionerror",
                "ConnectException, connection_error, connectexception",
                "econnreset, connection_error, econnreset",
                "500, 5xx, 5xx",
                "503, 5xx, 5xx",
                "' 502 ', 5xx, 5xx",
                "http 503, 5xx, http 503",
                "HTTP_503, 5xx, http_503",
                "5, 5, 5xx",
                "5000, 5000, 5xx",
                "404, 404, 404",
                "401, 401, 401",
                "429, 429, 429",
                "http 429, 429, 429",
                "rate_limited, 429, 429",
                "too_many_requests, 429, too_many_requests",
                "strategy_invalid, strategy_invalid, 429",
                "GenerateError, generateerror, 429",
                "order-4290, order-4290, 429",
                "out_of_stock, out_of_stock, out_of_stock",
                "unauthenticated, 401, unauthenticated",
                "forbidden, 403, forbidden"
            })
    void codes(@Nullable String code, String expected, String inTheReference) {
        assertThat(explicit.errorClass(code)).isEqualTo(expected);
        assertThat(reference.errorClass(code)).isEqualTo(inTheReference);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("exceptions")
    void exceptions(Throwable failure, String expected) {
        ToolResult result = explicit.resultOf(failure);

        assertThat(result.ok()).isFalse();
        assertThat(explicit.errorClass(result.error())).isEqualTo(expected);
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new TimeoutException(), "timeout"),
                Arguments.of(new SocketTimeoutException(), "timeout"),
                Arguments.of(new HttpTimeoutException(""), "timeout"),
                Arguments.of(new HttpConnectTimeoutException(""), "timeout"),
                Arguments.of(new InterruptedIOException(), "timeout"),
                Arguments.of(new ConnectException(), "connection_error"),
                Arguments.of(new UnknownHostException(), "connection_error"),
                Arguments.of(new NoRouteToHostException(), "connection_error"),
                Arguments.of(new SocketException(), "connection_error"),
                Arguments.of(new BindException(), "connection_error"),
                Arguments.of(new ClosedChannelException(), "connection_error"),
                Arguments.of(new ExecutionException(new TimeoutException()), "timeout"),
                Arguments.of(new UncheckedIOException(new ConnectException()), "connection_error"),
                Arguments.of(caused(new SocketTimeoutException(), new IllegalStateException("select")), "timeout"),
                Arguments.of(new IllegalStateException("timeout"), "illegalstateexception"),
                Arguments.of(new IllegalStateException(new NullPointerException()), "nullpointerexception"),
                Arguments.of(new StackOverflowError(), "stackoverflowerror"),
                Arguments.of(new Outage(), "outage_exception"),
                Arguments.of(new RuntimeException() {}, "exception"));
    }

    private static Throwable caused(Exception failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }

    private static final class Outage extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @CsvSource({
        "unknown, true",
        "timeout, true",
        "connection_error, true",
        "5xx, true",
        "408, true",
        "aborted, true",
        "illegalstateexception, true",
        "outage_exception, true",
        "stackoverflowerror, true",
        "400, false",
        "404, false",
        "409, false",
        "429, false",
        "out_of_stock, false"
    })
    void whetherAnErrorLeavesOpenWhatHappened(String errorClass, boolean doubtful) {
        assertThat(explicit.doubtful(errorClass)).isEqualTo(doubtful);
        assertThat(reference.doubtful(errorClass)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("statements")
    void whatAnExceptionSaysAboutTheEffect(Throwable failure, @Nullable Boolean happened) {
        assertThat(explicit.resultOf(failure).effectExecuted()).isEqualTo(happened);
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of(new EffectExecutedException("no receipt"), true),
                Arguments.of(new CompletionException(new EffectExecutedException("no receipt")), true),
                Arguments.of(new IllegalArgumentException("no order"), false),
                Arguments.of(new NumberFormatException("no order"), false),
                Arguments.of(new InvocationTargetException(new IllegalArgumentException("no order")), false),
                Arguments.of(new RuntimeException(new IllegalArgumentException("no receipt")), null),
                Arguments.of(new IllegalArgumentException(new SocketTimeoutException()), null),
                Arguments.of(new TimeoutException(), null),
                Arguments.of(new IllegalStateException(), null));
    }

    @Test
    void aCircleOfCausesEnds() {
        Exception one = new IllegalStateException("one");
        Exception other = new IllegalStateException("other", one);
        one.initCause(other);

        assertThat(explicit.resultOf(one).error()).isEqualTo("IllegalStateException");
    }

    @Test
    void aMessageThatCannotBeReadIsLeftOut() {
        ToolResult result = explicit.resultOf(new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }
        });

        assertThat(result.payload()).isNull();
    }
}
