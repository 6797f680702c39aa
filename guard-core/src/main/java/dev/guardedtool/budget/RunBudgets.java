package dev.guardedtool.budget;

import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.GuardPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The limits that a run keeps by itself, as many as there are limits. Thread-safe. */
final class RunBudgets {

    static final RunState<RunBudgets> STATE =
            RunState.of("budget limits", RunBudgets::new, RunBudgets::write, RunBudgets::read);

    /** What a run holds ends with the run, not with a lease. */
    private static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private static final int MOST_OPEN = 100_000;

    private final List<BudgetLimit> limits;
    private final InMemoryBudgetStore store = new InMemoryBudgetStore(MOST_OPEN, STANDING);

    private RunBudgets(GuardPolicy policy) {
        this.limits = policy.budget().shared().limits();
    }

    BudgetStore store() {
        return store;
    }

    private static BudgetKey key(BudgetLimit limit) {
        return new BudgetKey(limit.name(), "", "");
    }

    /** What was used of each limit that the run keeps, where anything was. */
    Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        for (BudgetLimit limit : limits) {
            Amount used = store.balance(key(limit)).used();
            if (!used.isNone()) {
                Map<String, Object> figures = new LinkedHashMap<>();
                for (Figure figure : Figure.values()) {
                    figures.put(figure.label(), figure.shown(used));
                }
                report.put(limit.name(), figures);
            }
        }
        return report;
    }

    private Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        for (BudgetLimit limit : limits) {
            Amount used = store.balance(key(limit)).used();
            if (!used.isNone()) {
                written.put(limit.name(), List.of(used.micros(), used.tokens(), used.calls(), used.millis()));
            }
        }
        return written;
    }

    private static RunBudgets read(GuardPolicy policy, Map<String, Object> written) {
        RunBudgets budgets = new RunBudgets(policy);
        for (BudgetLimit limit : budgets.limits) {
            Object used = written.get(limit.name());
            if (used != null) {
                budgets.store.restore(key(limit), amount(used));
            }
        }
        return budgets;
    }

    private static Amount amount(Object written) {
        if (written instanceof List<?> figures
                && figures.size() == 4
                && figures.stream().allMatch(Number.class::isInstance)) {
            long[] numbers = figures.stream()
                    .mapToLong(figure -> ((Number) figure).longValue())
                    .toArray();
            return new Amount(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
        throw new IllegalArgumentException("what was used of a limit is not four numbers");
    }
}
