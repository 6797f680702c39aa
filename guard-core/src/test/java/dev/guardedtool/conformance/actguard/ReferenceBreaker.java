package dev.guardedtool.conformance.actguard;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The breaker of the reference over the steps of a case, to find what it does otherwise: an outcome that says nothing
 * starts its count anew, its own timeout is one of those, time alone closes it, whatever comes back late moves it, and
 * each tool has one to itself.
 */
final class ReferenceBreaker {

    private static final Set<String> DEFAULT = Set.of("transport", "timeout", "overloaded");
    private static final Set<String> STRICT = Set.of("transport", "timeout", "overloaded", "auth", "throttled");
    private static final Set<String> INFRA_ONLY = Set.of("transport", "timeout");
    private static final Set<String> IGNORED = Set.of("invalid", "not_found", "conflict");
    private static final int BAD_REQUEST = 400;

    private final Set<String> failOn;
    private final Set<String> ignoreOn;
    private int count;
    private @Nullable Row apart;

    private ReferenceBreaker(JsonNode said) {
        this.failOn = said.path("fail_on").isArray()
                ? strings(said.get("fail_on"))
                : switch (said.path("fail_on").stringValue("FAIL_ON_DEFAULT")) {
                    case "FAIL_ON_STRICT" -> STRICT;
                    case "FAIL_ON_INFRA_ONLY" -> INFRA_ONLY;
                    default -> DEFAULT;
                };
        this.ignoreOn = said.has("ignore_on") ? strings(said.get("ignore_on")) : IGNORED;
    }

    private static Set<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
    }

    /** The row of what it did otherwise before that step; null if it did nothing that we do not. */
    static @Nullable Row before(JsonNode test, JsonNode step) {
        JsonNode tools = test.get("config").get("tools");
        if (tools.size() > 1 || test.toString().contains("\"inner\":[{")) {
            return Row.ERRORS;
        }
        JsonNode said = tools.iterator().next().get("circuit_breaker");
        ReferenceBreaker breaker = new ReferenceBreaker(said);
        BigDecimal reset = said.path("reset_timeout").decimalValue(BigDecimal.valueOf(60));
        int fails = said.path("max_fails").intValue(3);
        BigDecimal opened = null;
        BigDecimal now = BigDecimal.valueOf(1_000);
        for (JsonNode next : test.get("steps").values()) {
            now = next.path("at").decimalValue(now);
            if (opened != null && now.compareTo(opened.add(reset)) >= 0) {
                breaker.healed();
                opened = null;
            }
            if (next == step) {
                return breaker.apart;
            }
            if (opened == null && breaker.record(next.path("outcome")) >= fails) {
                opened = now;
            }
        }
        throw new IllegalArgumentException("not a step of the case");
    }

    private void healed() {
        count = 0;
        apart = apart == null ? Row.ERRORS : apart;
    }

    private int record(JsonNode outcome) {
        String kind = kind(outcome);
        if (failOn.contains(kind)) {
            return ++count;
        }
        if (!ignoreOn.contains(kind)) {
            if (!kind.isEmpty() && count > 0 && apart == null) {
                boolean own = outcome.path("raise").path("type").stringValue("").equals("ToolTimeoutError");
                apart = own ? Row.TIMEOUTS : Row.ERRORS;
            }
            count = 0;
        }
        return count;
    }

    /** The kind of a failure; empty for a success. */
    private static String kind(JsonNode outcome) {
        JsonNode raised = outcome.path("raise");
        if (raised.isMissingNode()) {
            int status = outcome.path("return_status").intValue(0);
            return status < BAD_REQUEST ? "" : ofStatus(status);
        }
        if (raised.has("http") || raised.has("status") || raised.has("cloud_status")) {
            return ofStatus(raised.path("http")
                    .intValue(raised.path("status")
                            .intValue(raised.path("cloud_status").intValue(0))));
        }
        return switch (raised.iterator().next().stringValue()) {
            case "ConnectionError", "UNAVAILABLE" -> "transport";
            case "TimeoutError", "DEADLINE_EXCEEDED", "RequestTimeout" -> "timeout";
            case "RESOURCE_EXHAUSTED", "53300" -> "overloaded";
            case "ThrottlingException", "TooManyRequestsException" -> "throttled";
            case "AccessDenied", "UnrecognizedClientException", "PERMISSION_DENIED", "UNAUTHENTICATED" -> "auth";
            case "INVALID_ARGUMENT", "42601", "42P01", "42703" -> "invalid";
            case "NOT_FOUND" -> "not_found";
            case "40P01", "40001" -> "conflict";
            default -> "unknown";
        };
    }

    private static String ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> "auth";
            case 404 -> "not_found";
            case 409 -> "conflict";
            case 429 -> "throttled";
            default -> status >= 500 && status < 600 ? "overloaded" : status >= BAD_REQUEST ? "invalid" : "unknown";
        };
    }
}
