package dev.guardedtool.policy;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.ToolName;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.expression.ExpressionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one tool once the policy of the tool, its annotation and the defaults are put together.
 *
 * @param tool the tool
 * @param access whether it may be used
 * @param reason why it may not; empty where nothing was said
 * @param effect what a call does
 * @param key the effect key, or null for all arguments together
 * @param effectWhen tells from the result whether the effect happened, or null for every success
 * @param effectScope within what the effect key is unique
 * @param maxCalls how often a run may call it, or null for any number
 * @param cost what a call costs
 * @param risk name of a risk class
 * @param requireArgs arguments that must be there
 * @param queryArgs arguments that jitter is judged by; empty for none
 * @param ignoreArgs arguments that do not distinguish calls
 * @param argumentRules what arguments may be
 * @param cache whether answers may be served again
 * @param cacheTtl for how long, or null for the whole run
 * @param mode what happens to decisions, never {@link Mode#INHERIT}
 */
public record ToolSpec(
        ToolName tool,
        Access access,
        String reason,
        Effect effect,
        @Nullable Expression key,
        @Nullable Expression effectWhen,
        EffectScope effectScope,
        @Nullable Integer maxCalls,
        Money cost,
        String risk,
        Set<String> requireArgs,
        List<String> queryArgs,
        Set<String> ignoreArgs,
        List<ArgumentRule> argumentRules,
        boolean cache,
        @Nullable Duration cacheTtl,
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
        EffectScope scope = said.key() == null ? EffectScope.RUN : EffectScope.TENANT;
        return new ToolSpec(
                tool,
                or(said.access(), Access.ALLOW),
                or(said.reason(), ""),
                or(said.effect(), Effect.UNKNOWN),
                compile(tool, "key", said.key(), expressions),
                compile(tool, "effect-when", said.effectWhen(), expressions),
                or(said.effectScope(), scope),
                said.maxCalls() != null ? said.maxCalls() : policy.rates().maxCallsPerTool(),
                or(said.cost(), policy.budget().callCost()),
                or(said.risk(), DEFAULT_RISK),
                or(said.requireArgs(), Set.of()),
                or(said.queryArgs(), List.of()),
                or(said.ignoreArgs(), Set.of()),
                or(said.argumentRules(), List.of()),
                or(said.cache(), true),
                said.cacheTtl() != null
                        ? said.cacheTtl()
                        : policy.loops().repeat().ttl(),
                mode.or(policy.mode()));
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value != null ? value : otherwise;
    }

    private static @Nullable Expression compile(
            ToolName tool, String attribute, @Nullable String text, ExpressionCompiler expressions) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return expressions.compile(text);
        } catch (ExpressionException e) {
            throw new InvalidPolicyException("tools." + tool + "." + attribute, "does not compile: " + e.getMessage());
        }
    }
}
