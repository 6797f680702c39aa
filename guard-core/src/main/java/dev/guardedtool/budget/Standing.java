package dev.guardedtool.budget;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows people how shared budgets stand: of each limit those of which most was spent in the period. */
final class Standing {

    private static final int SHOWN = 100;

    private Standing() {}

    static Map<String, Object> of(List<Limit> limits, BudgetStore store, Instant now) {
        Map<String, Object> standing = new LinkedHashMap<>();
        for (Limit limit : limits) {
            if (!limit.shared()) {
                continue;
            }
            Map<String, Object> shown = new LinkedHashMap<>();
            Period period = limit.period(now);
            shown.put("scope", limit.said().scope().name().toLowerCase(Locale.ROOT));
            shown.put("limit", figures(limit, limit.most()));
            if (period.end() != null) {
                shown.put("resets", period.end().toString());
            }
            shown.put(
                    "budgets",
                    store.balances(limit.said().name(), period.name(), SHOWN).stream()
                            .map(balance -> budget(limit, balance))
                            .toList());
            standing.put(limit.said().name(), shown);
        }
        return standing;
    }

    private static Map<String, Object> budget(Limit limit, BudgetBalance balance) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("holder", balance.key().holder());
        shown.put("used", figures(limit, balance.used()));
        shown.put("reserved", figures(limit, balance.reserved()));
        shown.put("left", figures(limit, limit.most().minus(balance.committed())));
        return shown;
    }

    /** Only what the limit limits. */
    private static Map<String, Object> figures(Limit limit, Amount amount) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Figure figure : Figure.values()) {
            if (figure.limitedBy(limit.most())) {
                figures.put(figure.label(), figure.shown(amount));
            }
        }
        return figures;
    }
}
