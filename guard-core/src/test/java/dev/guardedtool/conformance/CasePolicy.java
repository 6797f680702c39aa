package dev.guardedtool.conformance;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.StallPolicy;
import dev.guardedtool.policy.TokenPrice;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reference profile with the configuration of a case on top. */
final class CasePolicy {

    private static final BigDecimal MILLION_OVER_THOUSAND = BigDecimal.valueOf(1_000);

    private final JsonNode config;

    private CasePolicy(JsonNode config) {
        this.config = config;
    }

    static GuardPolicy of(JsonNode config) {
        return new CasePolicy(config).policy();
    }

    private GuardPolicy policy() {
        GuardPolicy base = GuardPolicy.reference();
        return base.withMode(flag("shadow_mode", false) ? Mode.SHADOW : Mode.ENFORCE)
                .withStrict(flag("strict_mode", false))
                .withLoops(loops(base.loops()))
                .withFaults(faults(base.faults()))
                .withEffects(effects(base.effects()))
                .withBudget(budget(base.budget()))
                .withRates(base.rates().withMaxCallsPerTool(integer("max_calls_per_tool")))
                .withTools(tools(base.tools()));
    }

    private LoopPolicy loops(LoopPolicy base) {
        int window = number("tool_loop_window", 12);
        LoopPolicy.Repeat repeat = base.repeat();
        LoopPolicy.Jitter jitter = base.jitter();
        LoopPolicy.Sequence sequence = base.sequence();
        return new LoopPolicy(
                new LoopPolicy.Repeat(
                        true,
                        number("repeat_toolcall_threshold", repeat.threshold()),
                        window,
                        repeat.judgement(),
                        repeat.perCaller(),
                        repeat.pollLimit(),
                        number("max_cache_entries", repeat.maxEntries()),
                        config.hasNonNull("cache_ttl_seconds")
                                ? Duration.ofMillis(Math.round(
                                        config.get("cache_ttl_seconds").doubleValue() * 1_000))
                                : null),
                new LoopPolicy.Jitter(
                        true,
                        number("arg_jitter_repeat_threshold", jitter.threshold()),
                        window,
                        decimal("arg_jitter_similarity_threshold", jitter.similarity()),
                        jitter.judgement()),
                new LoopPolicy.Sequence(
                        flag("sequence_detection_enabled", true),
                        number("sequence_repeat_threshold", sequence.repeats()),
                        number("max_sequence_length", sequence.maxLength()),
                        window,
                        sequence.judgement()),
                base.failures(),
                stall(base.stall()));
    }

    private StallPolicy stall(StallPolicy base) {
        return new StallPolicy(
                true,
                decimal("stall_text_similarity_threshold", base.similarity()),
                number("no_state_change_threshold", base.noChange()),
                decimal("stall_pattern_threshold", base.patternScore()),
                number("stall_pattern_streak_threshold", base.patternStreak()),
                number("stall_rewrite_max_attempts", base.maxRewrites()),
                base.disarms(),
                base.effectsAreProgress(),
                number("max_unique_calls_tracked", base.maxTracked()),
                base.phrases(),
                base.judgement());
    }

    private FaultPolicy faults(FaultPolicy base) {
        return new FaultPolicy(
                true,
                true,
                number("error_retry_threshold", base.errorThreshold()),
                config.has("quarantine_error_codes") ? texts(config.get("quarantine_error_codes")) : base.classes(),
                base.errorClasses(),
                base.consecutive());
    }

    private EffectPolicy effects(EffectPolicy base) {
        Integer limit = integer("side_effect_max_executed_per_run");
        return new EffectPolicy(
                limit == null ? base.limitPerTool() : limit,
                base.waitFor(),
                base.ttl(),
                base.maxEntries(),
                base.maxAnswer(),
                base.doubtAfterFailure(),
                base.rememberSuccess(),
                base.safeExceptions());
    }

    private BudgetPolicy budget(BudgetPolicy base) {
        JsonNode costs = config.path("cost_model");
        BigDecimal input = amount(costs, "input_token_cost_per_1k", "0.003").multiply(MILLION_OVER_THOUSAND);
        BigDecimal output = amount(costs, "output_token_cost_per_1k", "0.015").multiply(MILLION_OVER_THOUSAND);
        return new BudgetPolicy(
                config.hasNonNull("max_cost_per_run") ? new Money(amount(config, "max_cost_per_run", "0")) : null,
                null,
                decimal("cost_warning_threshold", base.warnAt()),
                new Money(amount(costs, "default_tool_call_cost", "0.04")),
                base.reachable(),
                base.unpriced(),
                PriceList.of("*", new TokenPrice(new Money(input), new Money(output), null)));
    }

    private Map<ToolName, ToolPolicy> tools(Map<ToolName, ToolPolicy> base) {
        Map<String, List<Consumer<ToolPolicyBuilder>>> said = new HashMap<>();
        base.forEach((tool, policy) -> {
            if (policy.effects().effect() == Effect.ONCE && !config.has("side_effect_tools")) {
                say(said, tool.value(), builder -> builder.effect(Effect.ONCE));
            }
            if (policy.repeats().queryArgs() != null && !config.has("query_arg_keys_by_tool")) {
                say(
                        said,
                        tool.value(),
                        builder -> builder.queryArgs(policy.repeats().queryArgs()));
            }
        });
        config.path("side_effect_tools")
                .values()
                .forEach(tool -> say(said, tool.stringValue(), builder -> builder.effect(Effect.ONCE)));
        config.path("never_cache_tools")
                .values()
                .forEach(tool -> say(said, tool.stringValue(), builder -> builder.cache(false)));
        config.path("query_arg_keys_by_tool")
                .properties()
                .forEach(e -> say(said, e.getKey(), builder -> builder.queryArgs(list(e.getValue()))));
        config.path("arg_ignore_keys")
                .properties()
                .forEach(e -> say(said, e.getKey(), builder -> builder.ignoreArgs(texts(e.getValue()))));
        config.path("cost_model")
                .path("tool_cost_by_name")
                .properties()
                .forEach(e -> say(
                        said,
                        e.getKey(),
                        builder -> builder.cost(new Money(e.getValue().decimalValue()))));
        config.path("tool_policies").properties().forEach(e -> say(said, e.getKey(), policy(e.getValue())));
        Map<ToolName, ToolPolicy> tools = new HashMap<>();
        said.forEach((tool, sayings) -> {
            ToolPolicyBuilder builder = ToolPolicy.builder();
            sayings.forEach(saying -> saying.accept(builder));
            tools.put(ToolName.of(tool), builder.build());
        });
        return tools;
    }

    private static void say(
            Map<String, List<Consumer<ToolPolicyBuilder>>> said, String tool, Consumer<ToolPolicyBuilder> saying) {
        said.computeIfAbsent(tool, key -> new ArrayList<>()).add(saying);
    }

    private static Consumer<ToolPolicyBuilder> policy(JsonNode policy) {
        return builder -> {
            switch (policy.path("access").stringValue("allow")) {
                case "deny" -> builder.access(Access.DENY);
                case "human" -> builder.access(Access.HUMAN);
                default -> builder.access(Access.ALLOW);
            }
            if (policy.hasNonNull("deny_reason")) {
                builder.reason(policy.get("deny_reason").stringValue());
            }
            if (policy.hasNonNull("max_calls")) {
                builder.maxCalls(policy.get("max_calls").intValue());
            }
            if (policy.hasNonNull("risk")) {
                builder.risk(policy.get("risk").stringValue());
            }
            if (policy.hasNonNull("require_args")) {
                builder.requireArgs(texts(policy.get("require_args")));
            }
        };
    }

    private boolean flag(String name, boolean otherwise) {
        return config.hasNonNull(name) ? config.get(name).booleanValue() : otherwise;
    }

    private @Nullable Integer integer(String name) {
        return config.hasNonNull(name) ? Integer.valueOf(config.get(name).intValue()) : null;
    }

    private int number(String name, int otherwise) {
        return config.hasNonNull(name) ? config.get(name).intValue() : otherwise;
    }

    private double decimal(String name, double otherwise) {
        return config.hasNonNull(name) ? config.get(name).doubleValue() : otherwise;
    }

    private static BigDecimal amount(JsonNode node, String name, String otherwise) {
        return node.hasNonNull(name) ? node.get(name).decimalValue() : new BigDecimal(otherwise);
    }

    private static List<String> list(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.values().forEach(value -> texts.add(value.stringValue()));
        return texts;
    }

    private static Set<String> texts(JsonNode values) {
        return new HashSet<>(list(values));
    }
}
