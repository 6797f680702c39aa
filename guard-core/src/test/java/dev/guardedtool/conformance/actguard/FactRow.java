package dev.guardedtool.conformance.actguard;

import dev.guardedtool.GuardReason;
import dev.guardedtool.Reason;
import dev.guardedtool.ToolOutcome;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The row that explains a difference in a call under facts and rules about arguments. */
final class FactRow {

    /** What the reference takes null and the booleans for. */
    private static final Set<String> PYTHON_TEXTS = Set.of("None", "True", "False");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final JsonNode rules;
    private final JsonNode arguments;
    private final JsonNode expected;
    private final ToolOutcome outcome;

    FactRow(JsonNode test, JsonNode step, ToolOutcome outcome) {
        String tool = step.get("tool").stringValue();
        this.rules = test.path("config").path("tools").path(tool).path("enforce");
        this.arguments = step.path("args");
        this.expected = step.path("expect");
        this.outcome = outcome;
    }

    @Nullable
    Row row() {
        String error = expected.path("error").stringValue("");
        return switch (expected.path("code").stringValue(error)) {
            case "NO_SESSION" -> Row.RUNS;
            case "TOO_MANY_RESULTS" -> outcome.failure() == null ? Row.RECORD_FAILURE : null;
            case "MISSING_FACT" -> notProven();
            case "", "TypeError" -> refusedOnPurpose();
            default -> null;
        };
    }

    /** Either a rule that the reference asks later is broken as well, or the number was proven in another spelling. */
    private @Nullable Row notProven() {
        JsonNode value = refused();
        if (refusedFor(GuardReason.ARGUMENT_RULE)) {
            return rules(rule -> isOfOtherKind(rule, value) || isFound(rule, value)) ? Row.ORDER : null;
        }
        String spelling = expected.path("details").path("value").stringValue("");
        return outcome.decision().allowed() && NUMBER.matcher(spelling).matches() ? Row.NUMBERS : null;
    }

    /** The reference lets it pass, or crashes. A text is as it was given, and not the number that it spells. */
    private @Nullable Row refusedOnPurpose() {
        JsonNode value = refused();
        if (refusedFor(GuardReason.ARGUMENT_RULE)) {
            return rules(rule -> isOfOtherKind(rule, value)) ? Row.ENFORCE : null;
        }
        if (!refusedFor(GuardReason.MISSING_FACT)) {
            return null;
        }
        String text = value.stringValue("");
        if (NUMBER.matcher(text).matches() && text.endsWith(".0")) {
            return Row.NUMBERS;
        }
        boolean joined = rules(rule -> rule.path("kind").stringValue("").contains(":"));
        return isNothing(value) || PYTHON_TEXTS.contains(text) || joined ? Row.ENFORCE : null;
    }

    /** Whether the value is none that the rule can be asked about. */
    private static boolean isOfOtherKind(JsonNode rule, JsonNode value) {
        return rule.has("max")
                ? !value.isNumber() || value.decimalValue().signum() < 0
                : rule.has("pattern") && !value.isString();
    }

    /** Whether the reference would refuse the value under that rule. */
    private static boolean isFound(JsonNode rule, JsonNode value) {
        return rule.has("max")
                ? value.decimalValue().compareTo(rule.get("max").decimalValue()) > 0
                : rule.has("pattern")
                        && Pattern.compile(rule.get("pattern").stringValue())
                                .matcher(value.stringValue())
                                .find();
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isArray() && value.isEmpty();
    }

    /** Whether one of the rules about the refused argument is such a rule. */
    private boolean rules(Predicate<JsonNode> such) {
        for (JsonNode rule : rules.values()) {
            if (rule.get("arg").stringValue().equals(name()) && such.test(rule)) {
                return true;
            }
        }
        return false;
    }

    private boolean refusedFor(Reason reason) {
        return outcome.decision().reason() == reason;
    }

    private JsonNode refused() {
        return arguments.path(name());
    }

    /** The argument that the refusal is about. */
    private String name() {
        return outcome.decision().explanation().detail().split(" ")[0];
    }
}
