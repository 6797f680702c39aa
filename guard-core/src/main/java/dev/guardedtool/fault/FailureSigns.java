package dev.guardedtool.fault;

import dev.guardedtool.check.Outcome;
import dev.guardedtool.policy.FailureKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a failure says about the dependency behind the tool.
 *
 * @param kind what sort of failure it was
 * @param codes the status of HTTP, the code of gRPC and the SQLSTATE, as far as there are any
 * @param thrown what the tool threw with all causes, from the outside in; empty if it threw nothing
 */
record FailureSigns(FailureKind kind, List<String> codes, List<Throwable> thrown) {

    private static final int STATUS_LENGTH = 3;
    private static final String GRPC = "io.grpc.Status";

    static FailureSigns of(Outcome outcome) {
        Throwable failure = outcome.thrown();
        List<Throwable> thrown = failure == null ? List.of() : Failures.chain(failure);
        List<String> codes = new ArrayList<>(2);
        FailureKind kind = FailureKind.UNKNOWN;
        String error = outcome.result().error();
        String status = error == null ? null : status(error);
        if (status != null) {
            codes.add(status);
            kind = FailureKinds.ofStatus(status);
        } else if (error != null) {
            codes.add(error.strip());
            kind = FailureKinds.ofCode(error.strip());
        }
        for (int i = thrown.size() - 1; i >= 0; i--) {
            String code = code(thrown.get(i));
            if (code != null) {
                codes.add(code);
                kind = kind == FailureKind.UNKNOWN ? FailureKinds.ofCode(code) : kind;
            }
        }
        for (int i = thrown.size() - 1; i >= 0 && kind == FailureKind.UNKNOWN; i--) {
            kind = FailureKinds.ofType(thrown.get(i));
        }
        return new FailureSigns(
                kind == FailureKind.UNKNOWN ? FailureKinds.ofErrorClass(outcome.errorClass()) : kind, codes, thrown);
    }

    /** The status of HTTP that an error code such as {@code 503} or {@code HTTP 503} has, or null. */
    private static @Nullable String status(String error) {
        String word = error.strip().toLowerCase(Locale.ROOT);
        String status = word.startsWith("http ") || word.startsWith("http_") ? word.substring(5) : word;
        return status.length() == STATUS_LENGTH && status.chars().allMatch(c -> c >= '0' && c <= '9') ? status : null;
    }

    private static @Nullable String code(Throwable cause) {
        try {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
            String type = cause.getClass().getName();
            String message = cause.getMessage();
            if (message != null && (type.equals(GRPC + "RuntimeException") || type.equals(GRPC + "Exception"))) {
                int end = message.indexOf(':');
                return end < 0 ? message : message.substring(0, end);
            }
            return null;
        } catch (RuntimeException e) {
            return null;
        }
    }
}
