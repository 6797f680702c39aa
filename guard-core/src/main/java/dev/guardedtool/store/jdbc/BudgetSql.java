package dev.guardedtool.store.jdbc;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements on budgets. A budget whose time is over and of which nothing is set aside counts as one that nobody ever
 * touched.
 *
 * @param take sets aside what the limits leave; what, until when to remember it, which, the limits
 * @param open begins a budget with what is set aside first
 * @param settle gives back and spends
 * @param lapse marks what is held by a reservation whose lease ended
 * @param ended reservations whose lease ended
 * @param endedOf those of them that hold a part of one budget
 */
record BudgetSql(
        String take,
        String open,
        String hold,
        String drop,
        String settle,
        String lapse,
        String ended,
        String endedOf,
        String balance,
        String balances,
        String removeLapsed,
        String removeExpired) {

    private static final List<String> FIGURES = List.of("micros", "tokens", "calls", "millis");

    private static final String BALANCE =
            "budget, holder, period, " + each(figure -> "used_" + figure) + ", " + each(figure -> "reserved_" + figure);

    private static final String HELD = "position, budget_id, owner, state, micros, tokens, calls, millis, expires_at";

    private static final String UNTIL =
            "expires_at = coalesce(greatest(expires_at, cast(? as timestamp with time zone)), expires_at,"
                    + " cast(? as timestamp with time zone))";

    static BudgetSql of(Dialect dialect) {
        String now = dialect.now();
        String forgotten = "expires_at <= " + now + " and reservations = 0";
        Function<String, String> used = figure -> "case when " + forgotten + " then 0 else used_" + figure + " end";
        String select = "select budget, holder, period, "
                + each(figure -> used.apply(figure) + " as used_" + figure) + ", "
                + each(figure -> "reserved_" + figure) + " from guard_budget where ";
        String ended = "state = 'H' and ends_at <= " + now;
        return new BudgetSql(
                "update guard_budget set " + each(figure -> "used_" + figure + " = " + used.apply(figure)) + ", "
                        + each(figure -> "reserved_" + figure + " = reserved_" + figure + " + ?")
                        + ", reservations = reservations + 1, " + UNTIL + " where id = ?"
                        + FIGURES.stream()
                                .map(figure -> taken(used.apply(figure) + " + reserved_" + figure))
                                .collect(Collectors.joining()),
                dialect.unlessThere("insert into guard_budget (id, budget, holder, period, "
                        + each(figure -> "reserved_" + figure)
                        + ", expires_at, " + each(figure -> "used_" + figure)
                        + ", reservations) values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as timestamp with time zone), 0, 0,"
                        + " 0, 0, 1)"),
                "insert into guard_budget_hold (reservation, position, budget_id, owner, micros, tokens, calls, millis,"
                        + " expires_at, ends_at, state) values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as timestamp with time"
                        + " zone), " + dialect.later() + ", 'H')",
                dialect.removed(HELD, "delete from guard_budget_hold where reservation = ?"),
                dialect.changed(
                        BALANCE,
                        "update guard_budget set "
                                + each(figure -> "used_" + figure + " = " + used.apply(figure) + " + ?") + ", "
                                + each(figure -> "reserved_" + figure + " = greatest(reserved_" + figure + " - ?, 0)")
                                + ", reservations = reservations - ?, " + UNTIL + " where id = ?"),
                dialect.changed(HELD, "update guard_budget_hold set state = 'L' where reservation = ? and " + ended),
                "select reservation, min(ends_at) from guard_budget_hold where " + ended
                        + " group by reservation order by 2 limit ?",
                "select reservation from guard_budget_hold where budget_id = ? and " + ended,
                select + "id = ?",
                select + "budget = ? and period = ? order by "
                        + FIGURES.stream()
                                .map(figure -> used.apply(figure) + " + reserved_" + figure + " desc")
                                .collect(Collectors.joining(", "))
                        + ", holder limit ?",
                "delete from guard_budget_hold where reservation in (select reservation from guard_budget_hold where"
                        + " state = 'L' and ends_at <= " + dialect.later() + " limit ?) and state = 'L'",
                "delete from guard_budget where " + forgotten + " and id in (select id from guard_budget where "
                        + forgotten + " and not exists (select 1 from guard_budget_hold where budget_id ="
                        + " guard_budget.id) limit ?)");
    }

    private static String taken(String committed) {
        return " and " + committed + " < ? and " + committed + " + ? <= ?";
    }

    private static String each(Function<String, String> part) {
        return FIGURES.stream().map(part).collect(Collectors.joining(", "));
    }
}
