package dev.guardedtool.budget;

import dev.guardedtool.policy.BudgetLimit.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A day or a month somewhere.
 *
 * @param name its name in ISO form, empty for all time
 * @param start when it begins
 * @param end the first instant after it, or null for never
 */
record Period(String name, Instant start, @Nullable Instant end) {

    static final Period ALL_TIME = new Period("", Instant.MIN, null);

    static Period at(Instant now, Window window, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return switch (window) {
            case NONE -> ALL_TIME;
            case DAY -> new Period(today.toString(), start(today, zone), start(today.plusDays(1), zone));
            case MONTH -> {
                YearMonth month = YearMonth.from(today);
                yield new Period(
                        month.toString(),
                        start(month.atDay(1), zone),
                        start(month.plusMonths(1).atDay(1), zone));
            }
        };
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    boolean covers(Instant now) {
        return end == null || (!now.isBefore(start) && now.isBefore(end));
    }
}
