package dev.guardedtool.budget;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.check.RunView;
import java.math.BigDecimal;

/** Announces that a limit is nearly reached: once in each of its periods, by whoever passed the point. */
final class LimitWarning {

    private LimitWarning() {}

    static void after(RunView run, Limit limit, BudgetBalance after, Amount spent) {
        for (Figure figure : Figure.values()) {
            if (!figure.limitedBy(limit.most())) {
                continue;
            }
            BigDecimal due = BigDecimal.valueOf(figure.of(limit.most()))
                    .multiply(BigDecimal.valueOf(limit.said().warnAt()));
            long now = figure.of(after.used());
            if (reaches(now, due) && !reaches(now - figure.of(spent), due)) {
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

    private static boolean reaches(long used, BigDecimal due) {
        return BigDecimal.valueOf(used).compareTo(due) >= 0;
    }
}
