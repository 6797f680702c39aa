package dev.guardedtool.autoconfigure;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one tool, or about all of which nothing else is said. Null where nothing is said.
 *
 * @param access Whether the tool may be used: always, never, or only after a person agreed.
 * @param reason Why the tool may not be used, for the record.
 * @param effect What a call does to the world.
 * @param key Expression of the effect key, such as '#orderId'. All arguments together by default.
 * @param keyArg Argument that is the effect key, instead of an expression.
 * @param effectTtl How long an effect is remembered. An explicit key for 'guard.effects.ttl' by default, and others as
 *     long as the run.
 * @param onDuplicate What a call gets whose effect happened before: its answer, or a refusal.
 * @param safeExceptions Names of exception types, with their subtypes, that say that the effect did not happen, beside
 *     those of 'guard.effects'.
 * @param effectWhen Expression over '#result' that tells whether the effect happened. Every success by default.
 * @param effectScope Within what the effect key is unique. The tenant for an explicit key and the run otherwise by
 *     default.
 * @param maxCalls How often one run may call the tool.
 * @param maxAttempts How often one run may try the tool, whatever comes of it.
 * @param rateLimit How often the tool may be called within periods of time.
 * @param circuit The dependency behind the tool. Tools that name the same one share a circuit breaker.
 * @param timeout How long one call may take. As long as it likes by default.
 * @param cost What one call costs, in the budget's currency.
 * @param risk Name of a risk class, for labels.
 * @param requireArgs Arguments that must be there and not empty.
 * @param queryArgs Arguments that tell one question from a reformulation of it.
 * @param ignoreArgs Arguments that do not distinguish calls, such as a request id.
 * @param argumentRules What arguments may be, by the argument's name or path. A path is written in brackets, as in
 *     "[order.amount]".
 * @param proves What an answer proves.
 * @param requires What must have been proven before a call.
 * @param requiresCalls Tools that must have succeeded before, in the same run.
 * @param argumentSources Where the values of arguments may come from.
 * @param cache Whether answers may be served again.
 * @param cacheTtl How long an answer may be served again.
 * @param mode What happens to decisions on the tool.
 */
public record ToolProperties(
        @Nullable Access access,
        @Nullable String reason,
        @Nullable Effect effect,
        @Nullable String key,
        @Nullable String keyArg,
        @Nullable Duration effectTtl,
        @Nullable OnDuplicate onDuplicate,
        @Nullable Set<String> safeExceptions,
        @Nullable String effectWhen,
        @Nullable EffectScope effectScope,
        @Nullable Integer maxCalls,
        @Nullable Integer maxAttempts,
        @Nullable List<Rate> rateLimit,
        @Nullable String circuit,
        @Nullable Duration timeout,
        @Nullable BigDecimal cost,
        @Nullable String risk,
        @Nullable Set<String> requireArgs,
        @Nullable List<String> queryArgs,
        @Nullable Set<String> ignoreArgs,
        @Nullable Map<String, Rule> argumentRules,
        @Nullable List<CustodyProperties.Proof> proves,
        @Nullable List<CustodyProperties.Requirement> requires,
        @Nullable List<String> requiresCalls,
        @Nullable List<CustodyProperties.Source> argumentSources,
        @Nullable Boolean cache,
        @Nullable Duration cacheTtl,
        @Nullable Mode mode) {

    ToolPolicy policy() {
        return ToolPolicy.builder()
                .access(access)
                .reason(reason)
                .effect(effect)
                .key(key)
                .keyArg(keyArg)
                .effectTtl(effectTtl)
                .onDuplicate(onDuplicate)
                .safeExceptions(safeExceptions)
                .effectWhen(effectWhen)
                .effectScope(effectScope)
                .maxCalls(maxCalls)
                .maxAttempts(maxAttempts)
                .rates(rates())
                .circuit(circuit)
                .timeout(timeout)
                .cost(Said.money(cost))
                .risk(risk)
                .requireArgs(requireArgs)
                .queryArgs(queryArgs)
                .ignoreArgs(ignoreArgs)
                .argumentRules(rules())
                .proves(Said.each(proves, CustodyProperties.Proof::policy))
                .requires(Said.each(requires, CustodyProperties.Requirement::policy))
                .requiresCalls(Said.each(requiresCalls, ToolName::of))
                .argumentSources(Said.each(argumentSources, CustodyProperties.Source::policy))
                .cache(cache)
                .cacheTtl(cacheTtl)
                .mode(mode)
                .build();
    }

    private @Nullable List<ToolRate> rates() {
        if (rateLimit == null) {
            return null;
        }
        List<ToolRate> rates = new ArrayList<>();
        for (Rate rate : rateLimit) {
            rates.add(Said.at("rate-limit[" + rates.size() + "]", rate::policy));
        }
        return rates;
    }

    private @Nullable List<ArgumentRule> rules() {
        return argumentRules == null
                ? null
                : argumentRules.entrySet().stream()
                        .map(rule -> rule.getValue().policy(rule.getKey()))
                        .toList();
    }

    /**
     * How often the tool may be called within a period.
     *
     * @param max How many calls any period of that length may hold.
     * @param period Length of the period.
     * @param per Whose calls are counted together: global, tenant, principal, session, or an expression over the
     *     arguments such as '#userId'. Everybody's by default.
     */
    public record Rate(
            @Nullable Integer max,
            @Nullable Duration period,
            @Nullable String per) {

        ToolRate policy() {
            if (max == null || period == null) {
                throw new InvalidPolicyException(
                        max == null ? "max" : "period", "is missing; a rate is so many calls in so much time");
            }
            return new ToolRate(max, period, Said.or(per, ""));
        }
    }

    /**
     * What one argument may be.
     *
     * @param optional Whether the argument may be absent or null.
     * @param min Least number.
     * @param max Greatest number.
     * @param maxLength Greatest length of a text.
     * @param pattern Regular expression that a text must match as a whole.
     * @param denyPattern Regular expression that must not be found in a text.
     * @param oneOf The only values allowed, compared as text. Any by default.
     * @param expression What must be true of the arguments, such as '#from != #to'.
     */
    public record Rule(
            @Nullable Boolean optional,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer maxLength,
            @Nullable Pattern pattern,
            @Nullable Pattern denyPattern,
            @Nullable Set<String> oneOf,
            @Nullable String expression) {

        ArgumentRule policy(String argument) {
            return new ArgumentRule(
                    argument,
                    Said.or(optional, false),
                    min,
                    max,
                    maxLength,
                    pattern,
                    denyPattern,
                    Said.or(oneOf, Set.of()),
                    expression);
        }
    }
}
