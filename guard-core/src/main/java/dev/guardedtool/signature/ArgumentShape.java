package dev.guardedtool.signature;

import java.util.Objects;
import java.util.Set;

/**
 * How the arguments of one tool are compared.
 *
 * @param ignored names at the top level that do not count
 * @param numeric names at the top level whose schema says number, so that the text {@code "50.00"} equals 50. Only
 *     {@link NumberForm#BY_VALUE} looks at them.
 * @param numbers when two numbers are the same
 */
public record ArgumentShape(Set<String> ignored, Set<String> numeric, NumberForm numbers) {

    /** Every name counts, nothing is known about types, numbers are compared by value. */
    public static final ArgumentShape PLAIN = new ArgumentShape(Set.of(), Set.of(), NumberForm.BY_VALUE);

    public ArgumentShape {
        ignored = Set.copyOf(ignored);
        numeric = Set.copyOf(numeric);
        Objects.requireNonNull(numbers, "numbers");
    }
}
