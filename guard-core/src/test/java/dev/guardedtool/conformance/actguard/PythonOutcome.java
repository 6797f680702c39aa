package dev.guardedtool.conformance.actguard;

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
        return outcome.has("return") ? json(outcome.get("return")) : DEFAULT;
    }

    static @Nullable String json(JsonNode value) {
        return value.isNull() ? null : value.toString();
    }

    private static Exception error(String type) {
        return switch (type) {
            case "ValueError" -> new ValueError();
            case "ConnectionError" -> new ConnectionError();
            case "ConnectionRefusedError" -> new ConnectionRefusedError();
            case "TimeoutError" -> new TimeoutError();
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

    static final class RuntimeError extends PythonException {

        private static final long serialVersionUID = 1L;
    }
}
