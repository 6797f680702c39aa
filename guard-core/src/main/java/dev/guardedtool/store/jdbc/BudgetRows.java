package dev.guardedtool.store.jdbc;

import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetBalance;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StorableText;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between budgets and rows. */
final class BudgetRows {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** More than any sum. */
    private static final BigDecimal UNLIMITED = BigDecimal.TEN.pow(37);

    private BudgetRows() {}

    static String id(BudgetKey key) {
        return Digests.of(key.budget(), key.holder(), key.period());
    }

    static List<Long> figures(Amount amount) {
        return List.of(amount.micros(), amount.tokens(), amount.calls(), amount.millis());
    }

    /** Whether an untouched budget takes the estimate. */
    static boolean fits(Amount limit, Amount estimate) {
        List<Long> most = figures(limit);
        List<Long> wanted = figures(estimate);
        for (int i = 0; i < most.size(); i++) {
            if (matters(i, most.get(i), estimate) && (most.get(i) <= 0 || wanted.get(i) > most.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The number of calls matters to what is a call only. */
    private static boolean matters(int figure, long most, Amount estimate) {
        return most != Long.MAX_VALUE && (figure != 2 || estimate.calls() > 0);
    }

    static @Nullable Object[] taking(String id, Share share, Amount estimate) {
        List<@Nullable Object> parameters = new ArrayList<>(figures(estimate));
        parameters.add(share.expires());
        parameters.add(share.expires());
        parameters.add(id);
        List<Long> most = figures(share.limit());
        List<Long> wanted = figures(estimate);
        for (int i = 0; i < most.size(); i++) {
            BigDecimal limit = matters(i, most.get(i), estimate) ? BigDecimal.valueOf(most.get(i)) : UNLIMITED;
            parameters.add(limit);
            parameters.add(wanted.get(i));
            parameters.add(limit);
        }
        return parameters.toArray();
    }

    static @Nullable Object[] opening(String id, Share share, Amount estimate) {
        BudgetKey key = share.key();
        List<@Nullable Object> parameters = new ArrayList<>(List.<Object>of(
                id,
                StorableText.write(key.budget()),
                StorableText.write(key.holder()),
                StorableText.write(key.period())));
        parameters.addAll(figures(estimate));
        parameters.add(share.expires());
        return parameters.toArray();
    }

    static @Nullable Object[] settling(HeldShare held, Amount actual) {
        List<@Nullable Object> parameters = new ArrayList<>(figures(actual));
        parameters.addAll(figures(held.aside()));
        parameters.add(held.lapsed() ? 0 : 1);
        parameters.add(held.expires());
        parameters.add(held.expires());
        parameters.add(held.budgetId());
        return parameters.toArray();
    }

    static BudgetBalance balance(ResultSet row) throws SQLException {
        return new BudgetBalance(
                new BudgetKey(
                        StorableText.read(row.getString("budget")),
                        StorableText.read(row.getString("holder")),
                        StorableText.read(row.getString("period"))),
                amount(row, "used_"),
                amount(row, "reserved_"));
    }

    private static Amount amount(ResultSet row, String prefix) throws SQLException {
        return new Amount(
                number(row, prefix + "micros"),
                number(row, prefix + "tokens"),
                number(row, prefix + "calls"),
                number(row, prefix + "millis"));
    }

    private static long number(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column).min(MOST).longValueExact();
    }
}
