package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.ToolName;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.ProofSpec;
import dev.guardedtool.policy.RateSpec;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a tool, for people to read. Of rules about arguments only the arguments are named: the values may be
 * confidential.
 *
 * @param access whether it may be used
 * @param effect what a call does
 * @param key the expression of the effect key, or the argument that is it; null for all arguments together
 * @param effectTtl for how long an effect is remembered, as ISO 8601; null to go by its scope
 * @param onDuplicate what a call gets whose effect happened before
 * @param safeExceptions exceptions of this tool that say that the effect did not happen
 * @param effectWhen the expression that tells whether the effect happened; null for every success
 * @param effectScope within what the effect key is unique
 * @param maxCalls how often a run may call it; null for any number
 * @param maxAttempts how often a run may try it; null for any number
 * @param rateLimit how often it may be called within periods of time
 * @param circuit the dependency whose breaker holds for it; null for none
 * @param timeout how long a call may take, as ISO 8601; null for as long as it likes
 * @param cost what a call costs
 * @param risk name of a risk class
 * @param requireArgs arguments that must be there
 * @param queryArgs arguments that jitter is judged by
 * @param ignoreArgs arguments that do not distinguish calls
 * @param ruledArgs arguments with rules of their own
 * @param proves kinds of facts that its answers prove
 * @param requires arguments whose values must have been proven
 * @param requiresCalls tools that must have succeeded before
 * @param argumentSources arguments whose values may only come from named sources
 * @param cache whether answers may be served again
 * @param cacheTtl for how long, as ISO 8601; null for the whole run
 * @param mode what happens to decisions
 */
public record ToolRules(
        String access,
        String effect,
        @Nullable String key,
        @Nullable String effectTtl,
        String onDuplicate,
        List<String> safeExceptions,
        @Nullable String effectWhen,
        String effectScope,
        @Nullable Integer maxCalls,
        @Nullable Integer maxAttempts,
        List<Rate> rateLimit,
        @Nullable String circuit,
        @Nullable String timeout,
        String cost,
        String risk,
        List<String> requireArgs,
        List<String> queryArgs,
        List<String> ignoreArgs,
        List<String> ruledArgs,
        List<String> proves,
        List<String> requires,
        List<String> requiresCalls,
        List<String> argumentSources,
        boolean cache,
        @Nullable String cacheTtl,
        String mode) {

    private static final String UNNAMED = "declared by the callback";

    /**
     * How often it may be called within a period.
     *
     * @param max how many calls a period may hold
     * @param period its length, as ISO 8601
     * @param per whose calls are counted together
     */
    public record Rate(int max, String period, String per) {

        static Rate of(RateSpec spec) {
            return new Rate(spec.max(), spec.period().toString(), spec.per());
        }
    }

    static ToolRules of(ToolSpec spec, ToolPolicy said) {
        return new ToolRules(
                code(spec.access()),
                code(spec.effects().effect()),
                text(
                        spec.effects().key(),
                        said.effects().keyArg() != null
                                ? said.effects().keyArg()
                                : said.effects().key()),
                iso(spec.effects().ttl()),
                code(spec.effects().onDuplicate()),
                spec.effects().safeExceptions().stream().sorted().toList(),
                text(spec.effects().when(), said.effects().when()),
                code(spec.effects().scope()),
                spec.limits().maxCalls(),
                spec.limits().maxAttempts(),
                spec.limits().rates().stream().map(Rate::of).toList(),
                spec.circuit(),
                iso(spec.limits().timeout()),
                spec.cost().toString(),
                spec.risk(),
                spec.requireArgs().stream().sorted().toList(),
                spec.repeats().queryArgs(),
                spec.repeats().ignoreArgs().stream().sorted().toList(),
                spec.argumentRules().stream().map(ArgumentRule::argument).toList(),
                spec.custody().proves().stream().map(ProofSpec::kind).toList(),
                spec.custody().requires().stream()
                        .map(FactRequirement::argument)
                        .toList(),
                spec.custody().requiresCalls().stream().map(ToolName::value).toList(),
                spec.custody().sources().stream().map(SourceRule::argument).toList(),
                spec.repeats().cache(),
                iso(spec.repeats().cacheTtl()),
                code(spec.mode()));
    }

    private static @Nullable String iso(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }

    private static @Nullable String text(@Nullable Object compiled, @Nullable String said) {
        return compiled == null ? null : said == null ? UNNAMED : said;
    }

    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
