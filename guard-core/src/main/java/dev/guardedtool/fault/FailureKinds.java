package dev.guardedtool.fault;

import static dev.guardedtool.policy.FailureKind.AUTH;
import static dev.guardedtool.policy.FailureKind.CONFLICT;
import static dev.guardedtool.policy.FailureKind.INVALID;
import static dev.guardedtool.policy.FailureKind.NOT_FOUND;
import static dev.guardedtool.policy.FailureKind.OVERLOADED;
import static dev.guardedtool.policy.FailureKind.THROTTLED;
import static dev.guardedtool.policy.FailureKind.TIMEOUT;
import static dev.guardedtool.policy.FailureKind.TRANSPORT;
import static dev.guardedtool.policy.FailureKind.UNKNOWN;

import dev.guardedtool.policy.FailureKind;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;

/** Which code stands for which kind of failure. */
final class FailureKinds {

    private static final int SQLSTATE_LENGTH = 5;

    /** Codes of gRPC and of cloud services, and full SQLSTATEs of PostgreSQL that say other than their class. */
    private static final Map<String, FailureKind> CODES = Map.ofEntries(
            Map.entry("UNAVAILABLE", TRANSPORT),
            Map.entry("DEADLINE_EXCEEDED", TIMEOUT),
            Map.entry("RESOURCE_EXHAUSTED", OVERLOADED),
            Map.entry("PERMISSION_DENIED", AUTH),
            Map.entry("UNAUTHENTICATED", AUTH),
            Map.entry("INVALID_ARGUMENT", INVALID),
            Map.entry("NOT_FOUND", NOT_FOUND),
            Map.entry("ThrottlingException", THROTTLED),
            Map.entry("TooManyRequestsException", THROTTLED),
            Map.entry("AccessDenied", AUTH),
            Map.entry("UnrecognizedClientException", AUTH),
            Map.entry("RequestTimeout", TIMEOUT),
            Map.entry("57014", TIMEOUT),
            Map.entry("57P01", TRANSPORT),
            Map.entry("57P02", TRANSPORT),
            Map.entry("57P03", TRANSPORT));

    /** The classes of SQLSTATE: connection, authorization, transaction rollback, syntax, resources. */
    private static final Map<String, FailureKind> SQL_CLASSES =
            Map.of("08", TRANSPORT, "28", AUTH, "40", CONFLICT, "42", INVALID, "53", OVERLOADED);

    private static final Map<String, FailureKind> ERROR_CLASSES =
            Map.of(ExplicitClassifier.TIMEOUT, TIMEOUT, ExplicitClassifier.CONNECTION, TRANSPORT, "5xx", OVERLOADED);

    private FailureKinds() {}

    /** Of a status of three digits. */
    static FailureKind ofStatus(String status) {
        return switch (status) {
            case "401", "403" -> AUTH;
            case "404" -> NOT_FOUND;
            case "409" -> CONFLICT;
            case "429" -> THROTTLED;
            default ->
                switch (status.charAt(0)) {
                    case '4' -> INVALID;
                    case '5' -> OVERLOADED;
                    default -> UNKNOWN;
                };
        };
    }

    /** Of a code of gRPC or of a cloud service, or of an SQLSTATE. */
    static FailureKind ofCode(String code) {
        FailureKind kind = CODES.get(code);
        if (kind != null || code.length() != SQLSTATE_LENGTH) {
            return kind == null ? UNKNOWN : kind;
        }
        return SQL_CLASSES.getOrDefault(code.substring(0, 2), UNKNOWN);
    }

    static FailureKind ofType(Throwable thrown) {
        boolean connection = thrown instanceof SQLTransientConnectionException
                || thrown instanceof SQLNonTransientConnectionException
                || thrown instanceof SQLRecoverableException;
        return connection ? TRANSPORT : UNKNOWN;
    }

    /** Of a class that an error classifier found. */
    static FailureKind ofErrorClass(String errorClass) {
        FailureKind kind = ERROR_CLASSES.get(errorClass);
        if (kind != null) {
            return kind;
        }
        boolean status = errorClass.length() == 3 && errorClass.chars().allMatch(c -> c >= '0' && c <= '9');
        return status ? ofStatus(errorClass) : UNKNOWN;
    }
}
