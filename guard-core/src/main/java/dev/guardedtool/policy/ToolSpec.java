package dev.guardedtool.policy;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.ToolName;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.naming.NameReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one tool once the policy of the tool, its annotation and the defaults are put together.
 *
 * @param tool the tool
 * @param access whether it may be used
 * @param reason why it may not; empty where nothing was said
 * @param requireArgs arguments that must be there
 * @param argumentRules what arguments may be
 * @param argumentConditions the expressions of those rules that have one, by argument
 * @param effects what holds for its effects
 * @param repeats what holds for repeated calls
 * @param limits how much of it there may be
 * @param circuit the dependency whose breaker holds for it; null for none
 * @param custody where its arguments come from and what its answers are good for
 * @param cost what a call costs
 * @param risk name of a risk class
 * @param mode what happens to decisions, never {@link Mode#INHERIT}
 */
public record ToolSpec(
        ToolName tool,
        Access access,
        String reason,
        Set<String> requireArgs,
        List<ArgumentRule> argumentRules,
        Map<String, Expression> argumentConditions,
        EffectSpec effects,
        RepeatSpec repeats,
        LimitSpec limits,
        @Nullable String circuit,
        CustodySpec custody,
        Money cost,
        String risk,
        Mode mode) {

    private static final String DEFAULT_RISK = "default";

    /**
     * Puts together what holds for a tool.
     *
     * @param declared what the tool's annotation says
     * @throws InvalidPolicyException if an expression does not compile
     */
    public static ToolSpec resolve(
            ToolName tool, GuardPolicy policy, ToolPolicy declared, ExpressionCompiler expressions) {
        ToolPolicy said = policy.tools()
                .getOrDefault(tool, ToolPolicy.NONE)
                .over(declared)
                .over(policy.toolDefaults());
        Mode mode = said.mode() == null ? Mode.INHERIT : said.mode();
        ToolExpressions compiled = new ToolExpressions(tool, expressions);
        return new ToolSpec(
                tool,
                or(said.access(), Access.ALLOW),
                or(said.reason(), ""),
                or(said.requireArgs(), Set.of()),
                or(said.argumentRules(), List.of()),
                conditions(or(said.argumentRules(), List.of()), compiled),
                effects(tool, said.effects(), compiled),
                repeats(said.repeats(), policy),
                limits(said.limits(), policy, compiled),
                said.circuit(),
                CustodySpec.of(said.custody(), policy.custody(), compiled),
                or(said.cost(), policy.budget().callCost()),
                or(said.risk(), DEFAULT_RISK),
                mode.or(policy.mode()));
    }

    private static Map<String, Expression> conditions(List<ArgumentRule> rules, ToolExpressions expressions) {
        Map<String, Expression> conditions = new LinkedHashMap<>();
        for (ArgumentRule rule : rules) {
            Expression condition =
                    expressions.compile("argument-rules." + rule.argument() + ".expression", rule.expression());
            if (condition != null) {
                conditions.put(rule.argument(), condition);
            }
        }
        return Map.copyOf(conditions);
    }

    private static EffectSpec effects(ToolName tool, ToolEffects said, ToolExpressions expressions) {
        Effect effect = or(said.effect(), Effect.UNKNOWN);
        boolean unknown = effect == Effect.UNKNOWN;
        return new EffectSpec(
                effect,
                said.keyArg() == null ? expressions.compile("key", said.key()) : new NamedArgument(said.keyArg()),
                expressions.compile("effect-when", said.when()),
                or(said.scope(), said.keyed() ? EffectScope.TENANT : EffectScope.RUN),
                or(said.scope(), EffectScope.TENANT),
                said.ttl(),
                or(said.onDuplicate(), OnDuplicate.REPLAY),
                or(said.safeExceptions(), Set.of()),
                unknown ? NameReader.read(tool.value()).mayWrite() : effect.changes());
    }

    private static RepeatSpec repeats(ToolRepeats said, GuardPolicy policy) {
        return new RepeatSpec(
                or(said.queryArgs(), List.of()),
                or(said.ignoreArgs(), Set.of()),
                or(said.cache(), true),
                said.cacheTtl() != null
                        ? said.cacheTtl()
                        : policy.loops().repeat().ttl());
    }

    private static LimitSpec limits(ToolLimits said, GuardPolicy policy, ToolExpressions expressions) {
        return new LimitSpec(
                said.maxCalls() != null ? said.maxCalls() : policy.rates().maxCallsPerTool(),
                said.maxAttempts(),
                rates(or(said.rates(), List.of()), expressions),
                said.timeout());
    }

    private static List<RateSpec> rates(List<ToolRate> said, ToolExpressions expressions) {
        List<RateSpec> rates = new ArrayList<>();
        for (ToolRate rate : said) {
            rates.add(RateSpec.of("rate-limit[" + rates.size() + "].per", rate, expressions));
        }
        return List.copyOf(rates);
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value != null ? value : otherwise;
    }
}
