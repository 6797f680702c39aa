package dev.guardedtool.budget;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.check.RunView;

/** Announces that a limit is nearly reached: once in each of its periods, by whoever passed the point. */
final class LimitWarning {

    private static final Figure[] ALL = Figure.values();

    private LimitWarning() {}

    static void after(RunView run, Limit limit, BudgetBalance after, Amount spent) {
        Amount due = limit.due();
        for (Figure figure : ALL) {
            long now = figure.of(after.used());
            if (now >= figure.of(due) && now - figure.of(spent) < figure.of(due) && figure.limitedBy(limit.most())) {
                run.announce(new GuardEvent.BudgetNearlyUsed(
                        run.runId(),
                        run.now(),
                        limit.said().name(),
                        figure.label(),
                        figure.shown(after.used()),
                        figure.shown(limit.most())));
            }
        }
    }
}
