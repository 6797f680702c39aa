package dev.guardedtool.budget;

import dev.guardedtool.check.Level;
import dev.guardedtool.policy.BudgetLimit.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells how limits stand that everybody shares. Any other has as many budgets as it has holders. */
final class Levels {

    private static final String EVERYBODY = "";

    private Levels() {}

    static List<Level> of(List<Limit> limits, BudgetStore store, Clock clock) {
        List<Level> levels = new ArrayList<>();
        for (Limit limit : limits) {
            if (limit.said().scope() != Scope.GLOBAL) {
                continue;
            }
            for (Figure figure : Figure.values()) {
                if (figure.limitedBy(limit.most())) {
                    levels.add(new Level(
                            limit.said().name(),
                            figure.label(),
                            () -> figure.shown(used(limit, store, clock)),
                            figure.shown(limit.most())));
                }
            }
        }
        return levels;
    }

    private static Amount used(Limit limit, BudgetStore store, Clock clock) {
        String period = limit.period(clock.instant()).name();
        return store.balance(new BudgetKey(limit.said().name(), EVERYBODY, period))
                .used();
    }
}
