package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A budget that has not enough.
 *
 * @param limit the limit
 * @param figure what there is not enough of
 * @param balance how the budget stands
 * @param estimate what was asked for
 * @param resets when it begins anew, or null for never
 */
record Shortage(
        Limit limit,
        Figure figure,
        BudgetBalance balance,
        Amount estimate,
        @Nullable Instant resets) implements BudgetAnswer {

    static Shortage of(BudgetBalance balance, List<Limit> limits, Amount estimate, Instant now) {
        Limit limit = limits.stream()
                .filter(one -> one.said().name().equals(balance.key().budget()))
                .findFirst()
                .orElseThrow();
        Figure figure = Figure.shortage(limit.most(), balance.committed(), estimate);
        return new Shortage(
                limit,
                figure == null ? Figure.COST : figure,
                balance,
                estimate,
                limit.period(now).end());
    }

    Decision decision() {
        String name = limit.said().name();
        Amount projected = balance.committed().plus(estimate);
        Explanation why = Explanation.of(figure.reason())
                .detail(name)
                .figure("budget", name)
                .figure("scope", limit.said().scope().name().toLowerCase(Locale.ROOT))
                .figure("figure", figure.label())
                .figure("used", figure.shown(balance.used()))
                .figure("reserved", figure.shown(balance.reserved()))
                .figure("projected", figure.shown(projected))
                .figure("limit", figure.shown(limit.most()));
        if (resets != null) {
            why = why.figure("resets", resets.toString());
        }
        String summary = "Of " + figure.shown(limit.most()).toPlainString() + " " + figure.label() + " of the budget '"
                + name + "', " + figure.shown(balance.committed()).toPlainString()
                + " are used or set aside; the next call would bring it to "
                + figure.shown(projected).toPlainString() + ".";
        return Escalations.of(why, summary);
    }
}
