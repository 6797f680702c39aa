package dev.guardedtool.policy;

import dev.guardedtool.Money;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one holder may spend in one period, in all its runs together.
 *
 * @param name the name of the limit
 * @param scope whose spending is counted together
 * @param window when the count begins anew
 * @param zone where a day begins
 * @param maxCost the money, or null for any amount
 * @param maxTokens the tokens, input and output together, or null for any number
 * @param maxCalls the calls of tools, or null for any number
 * @param maxDuration the time that calls and models take, or null for any time
 * @param warnAt the share of each of them at which a warning is due, 0 to 1
 */
public record BudgetLimit(
        String name,
        Scope scope,
        Window window,
        ZoneId zone,
        @Nullable Money maxCost,
        @Nullable Long maxTokens,
        @Nullable Long maxCalls,
        @Nullable Duration maxDuration,
        double warnAt) {

    public BudgetLimit {
        if (name.isBlank()) {
            throw new InvalidPolicyException("budget.limits", "have a limit without a name");
        }
        Objects.requireNonNull(zone, "zone");
        String place = "budget.limits." + name;
        if (maxCost == null && maxTokens == null && maxCalls == null && maxDuration == null) {
            throw new InvalidPolicyException(
                    place, "limits nothing; set max-cost, max-tokens, max-calls or max-duration");
        }
        if (maxCost != null && (maxCost.isNegative() || maxCost.isZero())) {
            throw new InvalidPolicyException(place + ".max-cost", "must be more than 0, was " + maxCost);
        }
        positive(place + ".max-tokens", maxTokens);
        positive(place + ".max-calls", maxCalls);
        if (maxDuration != null) {
            Limits.period(place + ".max-duration", maxDuration);
        }
        Limits.share(place + ".warn-at", warnAt);
        if ((scope == Scope.RUN || scope == Scope.NAMED) && window != Window.NONE) {
            throw new InvalidPolicyException(
                    place + ".window", "has no meaning for a scope that ends with its run; leave it out");
        }
    }

    private static void positive(String property, @Nullable Long value) {
        if (value != null && value < 1) {
            throw new InvalidPolicyException(property, "must be at least 1, was " + value);
        }
    }

    /** Whose spending is counted together. */
    public enum Scope {

        /** One run. */
        RUN,

        /** The part of a run during which a scope with the name of the limit is open. */
        NAMED,

        /** One conversation; a run without one stands for itself. */
        SESSION,

        /** One principal of a tenant. */
        PRINCIPAL,

        /** One tenant. */
        TENANT,

        /** One agent. */
        AGENT,

        /** Everybody. */
        GLOBAL
    }

    /** When the count begins anew. */
    public enum Window {

        /** Never. */
        NONE,

        /** At midnight. */
        DAY,

        /** On the first of the month, at midnight. */
        MONTH
    }
}
