package dev.guardedtool.store.jdbc;

import dev.guardedtool.budget.Amount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a reservation holds of one budget.
 *
 * @param position of the budget within the reservation
 * @param lapsed whether it was given back because the lease ended
 * @param expires until when the budget has to be remembered, or null for ever
 */
record HeldShare(
        int position,
        String budgetId,
        String owner,
        boolean lapsed,
        Amount estimate,
        @Nullable Instant expires) {

    static HeldShare read(ResultSet row) throws SQLException {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        return new HeldShare(
                row.getInt("position"),
                row.getString("budget_id"),
                row.getString("owner"),
                row.getString("state").equals("L"),
                new Amount(row.getLong("micros"), row.getLong("tokens"), row.getLong("calls"), row.getLong("millis")),
                expires == null ? null : expires.toInstant());
    }

    /** As it was before it lapsed. */
    HeldShare held() {
        return new HeldShare(position, budgetId, owner, false, estimate, expires);
    }

    /** What is still set aside. */
    Amount aside() {
        return lapsed ? Amount.NONE : estimate;
    }
}
