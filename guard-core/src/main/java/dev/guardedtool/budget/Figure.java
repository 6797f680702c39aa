package dev.guardedtool.budget;

import dev.guardedtool.GuardReason;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One of the things that a budget counts. */
enum Figure {
    COST("cost", 6, GuardReason.COST_BUDGET_EXCEEDED),
    TOKENS("tokens", 0, GuardReason.TOKEN_BUDGET_EXCEEDED),
    CALLS("calls", 0, GuardReason.CALL_BUDGET_EXCEEDED),
    SECONDS("seconds", 3, GuardReason.TIME_BUDGET_EXCEEDED);

    private final String label;
    private final int places;
    private final GuardReason reason;

    Figure(String label, int places, GuardReason reason) {
        this.label = label;
        this.places = places;
        this.reason = reason;
    }

    String label() {
        return label;
    }

    GuardReason reason() {
        return reason;
    }

    long of(Amount amount) {
        return switch (this) {
            case COST -> amount.micros();
            case TOKENS -> amount.tokens();
            case CALLS -> amount.calls();
            case SECONDS -> amount.millis();
        };
    }

    boolean limitedBy(Amount limit) {
        return of(limit) != Long.MAX_VALUE;
    }

    /** As people read it: in units of the currency, tokens, calls or seconds. */
    BigDecimal shown(Amount amount) {
        return BigDecimal.valueOf(of(amount), places).stripTrailingZeros();
    }

    /** What does not suffice for the estimate; null if the budget takes it. */
    static @Nullable Figure shortage(Amount limit, Amount committed, Amount estimate) {
        Amount after = committed.plus(estimate);
        for (Figure figure : ALL) {
            long most = figure.of(limit);
            boolean matters = figure != CALLS || estimate.calls() > 0;
            if (matters && most != Long.MAX_VALUE && (figure.of(committed) >= most || figure.of(after) > most)) {
                return figure;
            }
        }
        return null;
    }

    private static final Figure[] ALL = values();
}
