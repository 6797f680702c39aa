package dev.guardedtool.conformance.actguard;

import dev.guardedtool.FactScope;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Facts that tools prove and require. A session is a conversation, and its scope is whose it is. */
final class FactKind implements ToolKind {

    private static final int DEFAULT_TTL = 300;

    private int differences;

    @Override
    public String guard() {
        return "prove_enforce";
    }

    @Override
    public String expected() {
        return "enforce=18 numbers+enforce=1 order=12 order+enforce=10 order+runs+enforce=1 record-failure=9"
                + " record-failure+enforce=5 record-failure+order=6 record-failure+order+enforce=6"
                + " record-failure+runs=2 record-failure+runs+enforce=1 runs=4 runs+enforce=1 same=31";
    }

    @Override
    public void declare(ToolPolicyBuilder tool, JsonNode config) {
        JsonNode prove = config.path("prove");
        if (prove.isObject()) {
            Duration ttl = Duration.ofSeconds(prove.path("ttl").intValue(DEFAULT_TTL));
            tool.proves(List.of(
                    new FactProof(prove.get("kind").stringValue(), Extractor.text(prove), FactScope.SESSION, ttl)));
        }
        List<FactRequirement> requires = new ArrayList<>();
        List<ArgumentRule> rules = new ArrayList<>();
        for (JsonNode rule : config.path("enforce").values()) {
            switch (rule.get("rule").stringValue()) {
                case "require_fact" -> requires.add(requirement(rule));
                case "threshold", "block_regex" -> rules.add(rule(rule));
                default -> throw new IllegalArgumentException("no rule stands for " + rule);
            }
        }
        tool.requires(requires).argumentRules(rules);
    }

    private static FactRequirement requirement(JsonNode rule) {
        return new FactRequirement(
                rule.get("arg").stringValue(),
                rule.get("kind").stringValue(),
                rule.path("hint").stringValue(""),
                false);
    }

    private static ArgumentRule rule(JsonNode rule) {
        return new ArgumentRule(
                rule.get("arg").stringValue(),
                true,
                null,
                rule.has("max") ? rule.get("max").decimalValue() : null,
                null,
                null,
                rule.has("pattern") ? Pattern.compile(rule.get("pattern").stringValue()) : null,
                Set.of(),
                null);
    }

    @Override
    public GuardBuilder complete(GuardBuilder guard, JsonNode tools, Clock clock) {
        return guard.expressions(Extractor::compile);
    }

    @Override
    public RunContext context(JsonNode step) {
        TreeMap<String, String> scope = new TreeMap<>();
        step.path("scope")
                .properties()
                .forEach(part -> scope.put(part.getKey(), part.getValue().asString()));
        return RunContext.of(Principal.of("of " + scope))
                .withSession(step.get("id").stringValue());
    }

    @Override
    public String reason(JsonNode expected) {
        String error = expected.get("error").stringValue();
        String code = expected.path("code").stringValue(error);
        return switch (code) {
            case "MISSING_FACT" -> GuardReason.MISSING_FACT.code();
            case "THRESHOLD_EXCEEDED", "PATTERN_BLOCKED" -> GuardReason.ARGUMENT_RULE.code();
            default -> code;
        };
    }

    /** Each difference is explained for itself. */
    @Override
    public String subject(JsonNode step) {
        return Integer.toString(differences++);
    }

    @Override
    public @Nullable Row row(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome) {
        return outcome != null ? new FactRow(test, step, outcome).row() : typed(step);
    }

    /** What the reference finds wrong with a scope cannot be said where its parts are texts. */
    private static @Nullable Row typed(JsonNode step) {
        String error = step.path("expect").path("error").stringValue("");
        return error.equals("SessionUsageError") ? Row.RUNS : null;
    }
}
