package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.GuardPolicy;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run spent and what is set aside for calls that are open. */
final class Spend {

    static final RunState<Spend> STATE = RunState.of("budget", policy -> new Spend(), Spend::write, Spend::read);

    private Money spent = Money.ZERO;
    private Money reserved = Money.ZERO;
    private Money usage = Money.ZERO;
    private long tokens;
    private long reservedTokens;
    private boolean warned;
    private boolean unpriced;
    private boolean unreported;

    Money spent() {
        return spent;
    }

    Money committed() {
        return spent.plus(reserved);
    }

    long tokens() {
        return tokens;
    }

    boolean unpriced() {
        return unpriced;
    }

    /** Tokens that were used or are set aside. */
    long committedTokens() {
        return tokens + Math.min(reservedTokens, Long.MAX_VALUE - tokens);
    }

    void reserve(Money cost, long moreTokens) {
        reserved = reserved.plus(cost);
        reservedTokens += moreTokens;
    }

    void release(Money cost, long fewerTokens) {
        reserved = reserved.minus(cost);
        reservedTokens -= fewerTokens;
    }

    void spend(Money cost) {
        spent = spent.plus(cost);
    }

    void use(long inputTokens, long outputTokens, Money cost) {
        tokens += Math.min(inputTokens, Long.MAX_VALUE - tokens);
        tokens += Math.min(outputTokens, Long.MAX_VALUE - tokens);
        usage = usage.plus(cost);
        spend(cost);
    }

    /** Whether a warning is due at that amount: once. */
    boolean warns(BigDecimal at) {
        boolean first = !warned && BudgetScale.of(spent.amount()).compareTo(at) >= 0;
        warned |= first;
        return first;
    }

    boolean unreported() {
        return unreported;
    }

    /** True the first time. */
    boolean foundUnreported() {
        boolean first = !unreported;
        unreported = true;
        return first;
    }

    /** True the first time. */
    boolean foundUnpriced() {
        boolean first = !unpriced;
        unpriced = true;
        return first;
    }

    Map<String, Object> report(@Nullable Money limit) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("spent", spent);
        if (!reserved.isZero()) {
            figures.put("reserved", reserved);
        }
        if (limit != null) {
            figures.put("limit", limit);
            figures.put("remaining", limit.minus(spent));
        }
        figures.put("usage_cost", usage);
        figures.put("tokens", tokens);
        if (unpriced) {
            figures.put("unpriced", true);
        }
        if (unreported) {
            figures.put("unreported", true);
        }
        return figures;
    }

    private Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("spent", spent.toString());
        written.put("usage", usage.toString());
        written.put("tokens", tokens);
        written.put("warned", warned);
        written.put("unpriced", unpriced);
        written.put("unreported", unreported);
        return written;
    }

    private static Spend read(GuardPolicy policy, Map<String, Object> written) {
        Spend spend = new Spend();
        if (written.isEmpty()) {
            return spend;
        }
        spend.spent = Money.of(value(written, "spent", String.class));
        spend.usage = Money.of(value(written, "usage", String.class));
        spend.tokens = value(written, "tokens", Number.class).longValue();
        spend.warned = value(written, "warned", Boolean.class);
        spend.unpriced = value(written, "unpriced", Boolean.class);
        spend.unreported = value(written, "unreported", Boolean.class);
        if (spend.spent.isNegative() || spend.usage.isNegative() || spend.tokens < 0) {
            throw new IllegalArgumentException("what was spent is less than nothing");
        }
        return spend;
    }

    private static <T> T value(Map<String, Object> written, String name, Class<T> type) {
        Object value = written.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("no " + name);
        }
        return type.cast(value);
    }
}
