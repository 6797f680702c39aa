package dev.guardedtool.conformance.actguard;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the body of a tool does: answers are JSON texts, exceptions have the names that the reference gives them. */
final class PythonOutcome {

    static final String DEFAULT = "\"ok\"";

    private PythonOutcome() {}

    static @Nullable String of(JsonNode outcome) throws Exception {
        JsonNode raised = outcome.path("raise");
        if (raised.has("type")) {
            throw error(raised.get("type").stringValue());
        }
        for (Map.Entry<String, JsonNode> code : raised.properties()) {
            throw coded(
                    code.getKey(),
                    raised.path("cloud_status").asString(code.getValue().asString()));
        }
        return outcome.has("return") ? json(outcome.get("return")) : DEFAULT;
    }

    static @Nullable String json(JsonNode value) {
        return value.isNull() ? null : value.toString();
    }

    private static Exception coded(String kind, String code) {
        return switch (kind) {
            case "http" -> new HttpError(code);
            case "status" -> new StatusError(code);
            case "grpc" -> new GrpcError(code);
            case "cloud" -> new CloudError(code);
            case "sqlstate" -> new SqlError(code);
            default -> throw new IllegalArgumentException("no exception stands for " + kind);
        };
    }

    private static Exception error(String type) {
        return switch (type) {
            case "ValueError" -> new ValueError();
            case "ConnectionError" -> new ConnectionError();
            case "ConnectionRefusedError" -> new ConnectionRefusedError();
            case "TimeoutError" -> new TimeoutError();
            case "ToolTimeoutError" -> new ToolTimeoutError();
            case "RuntimeError" -> new RuntimeError();
            default -> throw new IllegalArgumentException("no exception stands for " + type);
        };
    }

    static class PythonException extends Exception {

        private static final long serialVersionUID = 1L;

        PythonException() {
            super("boom");
        }
    }

    static final class ValueError extends PythonException {

        private static final long serialVersionUID = 1L;
    }

    static class ConnectionError extends PythonException {

        private static final long serialVersionUID = 1L;
    }

    static final class ConnectionRefusedError extends ConnectionError {

        private static final long serialVersionUID = 1L;
    }

    static final class TimeoutError extends PythonException {

        private static final long serialVersionUID = 1L;
    }

    static final class ToolTimeoutError extends PythonException {

        private static final long serialVersionUID = 1L;
    }

    /** Carries a code. */
    static class CodedException extends PythonException {

        private static final long serialVersionUID = 1L;

        final String code;

        CodedException(String code) {
            this.code = code;
        }
    }

    static final class HttpError extends CodedException {

        private static final long serialVersionUID = 1L;

        HttpError(String code) {
            super(code);
        }
    }

    static final class StatusError extends CodedException {

        private static final long serialVersionUID = 1L;

        StatusError(String code) {
            super(code);
        }
    }

    static final class GrpcError extends CodedException {

        private static final long serialVersionUID = 1L;

        GrpcError(String code) {
            super(code);
        }
    }

    static final class CloudError extends CodedException {

        private static final long serialVersionUID = 1L;

        CloudError(String code) {
            super(code);
        }
    }

    static final class SqlError extends CodedException {

        private static final long serialVersionUID = 1L;

        SqlError(String code) {
            super(code);
        }
    }

    static final class RuntimeError extends PythonException {

        private static final long serialVersionUID = 1L;
    }
}
