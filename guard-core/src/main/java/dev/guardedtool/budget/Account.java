package dev.guardedtool.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The arithmetic of one budget. Not thread-safe. */
final class Account {

    private Amount used;
    private Amount reserved = Amount.NONE;
    private int reservations;

    /** When it may be forgotten, or null for never. */
    @Nullable
    Instant expires;

    Account() {
        this(Amount.NONE);
    }

    Account(Amount used) {
        this.used = used;
    }

    /** Whether something is left of the limit and the estimate does not pass it. */
    boolean takes(Amount limit, Amount estimate) {
        return Figure.shortage(limit, used.plus(reserved), estimate) == null;
    }

    void reserve(Amount estimate) {
        reserved = reserved.plus(estimate);
        reservations++;
    }

    void release(Amount estimate) {
        reserved = reserved.minus(estimate);
        reservations--;
    }

    void spend(Amount actual) {
        used = used.plus(actual);
    }

    Amount used() {
        return used;
    }

    /** Whether somebody holds a part of it. */
    boolean held() {
        return reservations > 0;
    }

    /** Whether it is as if it had never been. */
    boolean untouched() {
        return reservations == 0 && used.isNone();
    }

    BudgetBalance balance(BudgetKey key) {
        return new BudgetBalance(key, used, reserved);
    }
}
