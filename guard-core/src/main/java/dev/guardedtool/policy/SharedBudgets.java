package dev.guardedtool.policy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What may be spent beyond one run.
 *
 * @param limits the limits; all of them that concern a call must have enough
 * @param lease for how long a call or a model may take before what it set aside is given back
 * @param sessionTtl for how long a conversation without a window is remembered after it last spent anything
 * @param outputTokens how many tokens a model is expected to write where the request does not limit them
 * @param gatewayUnavailable what becomes of calls and questions when the budget gateway gives no answer
 * @param maxEntries how many budgets are remembered in memory; a full store refuses
 */
public record SharedBudgets(
        List<BudgetLimit> limits,
        Duration lease,
        Duration sessionTtl,
        int outputTokens,
        Unavailable gatewayUnavailable,
        int maxEntries) {

    public SharedBudgets {
        Objects.requireNonNull(gatewayUnavailable, "gatewayUnavailable");
        limits = List.copyOf(limits);
        Set<String> names = new HashSet<>();
        for (BudgetLimit limit : limits) {
            if (!names.add(limit.name())) {
                throw new InvalidPolicyException("budget.limits", "name '" + limit.name() + "' more than once");
            }
        }
        Limits.period("budget.lease", lease);
        Limits.period("budget.session-ttl", sessionTtl);
        Limits.atLeast("budget.output-tokens", outputTokens, 0);
        Limits.atLeast("budget.max-entries", maxEntries, 1);
    }

    /** No limits. */
    public static SharedBudgets none() {
        return new SharedBudgets(
                List.of(), Duration.ofMinutes(10), Duration.ofDays(30), 1_000, Unavailable.BLOCK, 100_000);
    }

    /** The same with those limits. */
    public SharedBudgets withLimits(List<BudgetLimit> newLimits) {
        return new SharedBudgets(newLimits, lease, sessionTtl, outputTokens, gatewayUnavailable, maxEntries);
    }

    /** What becomes of what the budget gateway would be asked about. */
    public enum Unavailable {

        /** It is refused, and may be tried again. */
        BLOCK,

        /** It goes on, and the gateway learns later what it cost. */
        ALLOW
    }
}
