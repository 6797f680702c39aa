package dev.guardedtool.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What counts as a failure of a dependency. Both sets hold {@linkplain FailureKind kinds}, status codes of HTTP, codes of
 * gRPC, SQLSTATEs, and full names of exception types, which stand for their subtypes as well. A code or a type is stronger
 * than a kind; of two equally strong ones, {@code ignore} is.
 *
 * @param preset the kinds to begin with
 * @param failOn what counts besides
 * @param ignore what does not count
 * @param when the expression over {@code #result} that tells of a result that came back whether it is a failure; null for
 *     none
 */
public record CircuitFailures(
        CircuitPreset preset,
        Set<String> failOn,
        Set<String> ignore,
        @Nullable String when) {

    private static final Set<String> KINDS =
            Arrays.stream(FailureKind.values()).map(FailureKind::code).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> GRPC = Set.of(
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");
    private static final Pattern CODE = Pattern.compile("[1-5][0-9]{2}|[0-9A-Z]{5}");
    private static final Pattern TYPE = Pattern.compile("(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
            + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    public CircuitFailures {
        failOn = checked("fail-on", failOn);
        ignore = checked("ignore", ignore);
        Set<String> both = new TreeSet<>(failOn);
        both.retainAll(ignore);
        if (!both.isEmpty()) {
            throw new InvalidPolicyException("ignore", "has " + both + ", which fail-on has as well; keep one of them");
        }
    }

    /** The default preset and nothing else. */
    public static CircuitFailures defaults() {
        return new CircuitFailures(CircuitPreset.DEFAULT, Set.of(), Set.of(), null);
    }

    private static Set<String> checked(String property, Set<String> said) {
        return said.stream().map(sign -> checked(property, sign.strip())).collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String property, String sign) {
        String kind = sign.toLowerCase(Locale.ROOT).replace('_', '-');
        if (GRPC.contains(sign)
                || CODE.matcher(sign).matches()
                || TYPE.matcher(sign).matches()) {
            return sign;
        }
        if (KINDS.contains(kind)) {
            return kind;
        }
        throw new InvalidPolicyException(
                property,
                "has '" + sign + "', which is no kind of failure " + new TreeSet<>(KINDS)
                        + ", HTTP status, gRPC code, SQLSTATE or full name of an exception type");
    }
}
