package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.GuardPolicy;
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
    private boolean warned;
    private boolean unpriced;

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

    void reserve(Money cost) {
        reserved = reserved.plus(cost);
    }

    void release(Money cost) {
        reserved = reserved.minus(cost);
    }

    void spend(Money cost) {
        spent = spent.plus(cost);
    }

    void use(long moreTokens, Money cost) {
        tokens += Math.min(moreTokens, Long.MAX_VALUE - tokens);
        usage = usage.plus(cost);
        spend(cost);
    }

    /** True the first time. */
    boolean warn() {
        boolean first = !warned;
        warned = true;
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
        return figures;
    }

    private Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("spent", spent.toString());
        written.put("usage", usage.toString());
        written.put("tokens", tokens);
        written.put("warned", warned);
        written.put("unpriced", unpriced);
        return written;
    }

    private static Spend read(GuardPolicy policy, Map<String, Object> written) {
        Spend spend = new Spend();
        spend.spent = Money.of(String.valueOf(written.getOrDefault("spent", "0")));
        spend.usage = Money.of(String.valueOf(written.getOrDefault("usage", "0")));
        spend.tokens = written.get("tokens") instanceof Number number ? number.longValue() : 0;
        spend.warned = Boolean.TRUE.equals(written.get("warned"));
        spend.unpriced = Boolean.TRUE.equals(written.get("unpriced"));
        return spend;
    }
}
