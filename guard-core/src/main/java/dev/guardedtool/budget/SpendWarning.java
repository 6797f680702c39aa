package dev.guardedtool.budget;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.Money;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.BudgetPolicy;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Announces, once a run, that so much was spent that a warning is due. Refused calls spend nothing. */
final class SpendWarning {

    private final @Nullable Money limit;
    private final BigDecimal due;

    SpendWarning(BudgetPolicy policy) {
        this.limit = policy.maxCostPerRun();
        this.due = limit == null
                ? BigDecimal.ZERO
                : BudgetScale.of(limit.amount().multiply(BigDecimal.valueOf(policy.warnAt())));
    }

    void after(RunView run, Spend spend) {
        if (limit != null && spend.warns(due)) {
            run.announce(new GuardEvent.BudgetWarning(run.runId(), run.now(), spend.spent(), limit));
        }
    }
}
