package dev.guardedtool.policy;

import java.time.Duration;
import java.util.Objects;

/**
 * How often one tool may be called within a period.
 *
 * @param max how many calls any period of that length may hold
 * @param period its length
 * @param per whose calls are counted together: {@code tenant}, {@code principal}, {@code session}, an expression over
 *     the arguments such as {@code #userId}; empty or {@code global} for everybody's
 */
public record ToolRate(int max, Duration period, String per) {

    public ToolRate {
        Limits.atLeast("max", max, 1);
        Limits.period("period", Objects.requireNonNull(period, "period"));
        Objects.requireNonNull(per, "per");
        RateScope.of("per", per);
    }
}
