package dev.guardedtool.autoconfigure;

import dev.guardedtool.ArgumentRule;
import dev.guardedtool.ArgumentSource;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.Proves;
import dev.guardedtool.RateLimit;
import dev.guardedtool.RequiresFact;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Reads {@link GuardedTool}. */
public final class GuardedToolMapping {

    private GuardedToolMapping() {}

    /**
     * What the annotation says; attributes left at their defaults say nothing.
     *
     * @param tool the tool's name, for complaints
     * @throws InvalidPolicyException if an attribute cannot be read or hold
     */
    public static ToolPolicy toPolicy(String tool, GuardedTool said) {
        return Said.at(
                "tools." + tool,
                () -> ToolPolicy.builder()
                        .effect(said.effect() == Effect.UNKNOWN ? null : said.effect())
                        .key(text(said.key()))
                        .keyArg(text(said.keyArg()))
                        .effectTtl(duration("effect-ttl", said.effectTtl()))
                        .onDuplicate(said.onDuplicate() == OnDuplicate.REPLAY ? null : said.onDuplicate())
                        .safeExceptions(names(said.safeExceptions()))
                        .effectWhen(text(said.effectWhen()))
                        .maxCalls(said.maxCalls() < 0 ? null : said.maxCalls())
                        .maxAttempts(said.maxAttempts() < 0 ? null : said.maxAttempts())
                        .rates(rates(said.rateLimit()))
                        .circuit(text(said.circuit()))
                        .timeout(duration("timeout", said.timeout()))
                        .cost(cost(said.cost()))
                        .risk(text(said.risk()))
                        .requireArgs(said.requireArgs().length == 0 ? null : Set.copyOf(List.of(said.requireArgs())))
                        .queryArgs(said.queryArgs().length == 0 ? null : List.of(said.queryArgs()))
                        .ignoreArgs(said.ignoreArgs().length == 0 ? null : Set.copyOf(List.of(said.ignoreArgs())))
                        .proves(each(said.proves(), GuardedToolMapping::proof))
                        .requires(each(said.requires(), GuardedToolMapping::requirement))
                        .requiresCalls(each(said.requiresCalls(), ToolName::of))
                        .argumentRules(each(said.argumentRules(), GuardedToolMapping::rule))
                        .argumentSources(each(said.argumentSources(), GuardedToolMapping::source))
                        .cacheTtl(duration("cache-ttl", said.cacheTtl()))
                        .mode(said.mode() == Mode.INHERIT ? null : said.mode())
                        .build());
    }

    private static @Nullable String text(String attribute) {
        return attribute.isBlank() ? null : attribute;
    }

    private static @Nullable Set<String> names(Class<? extends Throwable>[] types) {
        return types.length == 0
                ? null
                : Arrays.stream(types).map(Class::getName).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable List<ToolRate> rates(RateLimit[] limits) {
        List<ToolRate> rates = new ArrayList<>();
        for (RateLimit limit : limits) {
            rates.add(Said.at("rate-limit[" + rates.size() + "]", () -> rate(limit)));
        }
        return rates.isEmpty() ? null : rates;
    }

    private static ToolRate rate(RateLimit limit) {
        Duration period = duration("period", limit.period());
        if (period == null) {
            throw new InvalidPolicyException("period", "of @RateLimit must be a duration such as 1m, was empty");
        }
        return new ToolRate(limit.max(), period, limit.per());
    }

    private static @Nullable Money cost(String attribute) {
        try {
            return attribute.isBlank() ? null : Money.of(attribute.strip());
        } catch (NumberFormatException e) {
            throw new InvalidPolicyException(
                    "cost", "of @GuardedTool must be a decimal such as 0.05, was '" + attribute + "'");
        }
    }

    private static <S, T> @Nullable List<T> each(S[] said, Function<S, T> meaning) {
        return said.length == 0 ? null : Arrays.stream(said).map(meaning).toList();
    }

    private static FactProof proof(Proves said) {
        return new FactProof(
                said.kind(), said.extract(), said.scope(), duration("proves." + said.kind() + ".ttl", said.ttl()));
    }

    private static FactRequirement requirement(RequiresFact said) {
        return new FactRequirement(said.arg(), said.kind(), said.hint(), said.consume());
    }

    private static SourceRule source(ArgumentSource said) {
        return new SourceRule(
                said.arg(), SourceRule.sources(said.from()), said.part(), said.optional(), said.invented());
    }

    private static dev.guardedtool.policy.ArgumentRule rule(ArgumentRule said) {
        String place = "argument-rules." + said.arg() + ".";
        return new dev.guardedtool.policy.ArgumentRule(
                said.arg(),
                said.optional(),
                number(place + "min", said.min()),
                number(place + "max", said.max()),
                said.maxLength() < 0 ? null : said.maxLength(),
                pattern(place + "pattern", said.pattern()),
                pattern(place + "deny-pattern", said.denyPattern()),
                Set.copyOf(List.of(said.oneOf())),
                text(said.expression()));
    }

    private static @Nullable BigDecimal number(String property, String attribute) {
        try {
            return attribute.isBlank() ? null : new BigDecimal(attribute.strip());
        } catch (NumberFormatException e) {
            throw new InvalidPolicyException(
                    property, "of @ArgumentRule must be a decimal such as 0.05, was '" + attribute + "'");
        }
    }

    private static @Nullable Pattern pattern(String property, String attribute) {
        try {
            return attribute.isEmpty() ? null : Pattern.compile(attribute);
        } catch (PatternSyntaxException e) {
            throw new InvalidPolicyException(
                    property, "of @ArgumentRule must be a regular expression: " + e.getDescription());
        }
    }

    private static @Nullable Duration duration(String property, String attribute) {
        try {
            return attribute.isBlank() ? null : DurationStyle.detectAndParse(attribute.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidPolicyException(
                    property, "of @GuardedTool must be a duration such as 30s, was '" + attribute + "'");
        }
    }
}
