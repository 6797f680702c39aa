package dev.guardedtool.check;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How much is used of a limit that all runs share, so that there is one of it, for meters.
 *
 * @param limit the name of the limit as declared
 * @param figure what is limited, such as {@code tokens}
 * @param used how much of it is used at the moment, in the units of people; may do I/O and throw
 * @param most how much there is
 */
public record Level(String limit, String figure, Supplier<BigDecimal> used, BigDecimal most) {

    public Level {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(figure, "figure");
        Objects.requireNonNull(used, "used");
        Objects.requireNonNull(most, "most");
    }
}
