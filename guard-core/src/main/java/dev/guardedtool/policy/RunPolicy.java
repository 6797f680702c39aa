package dev.guardedtool.policy;

import java.util.Objects;

/**
 * Where a run is required. What is counted per run says nothing about calls that belong to none: each of them has a run
 * of its own, which begins at zero.
 *
 * @param outside what becomes of calls that belong to no run
 * @param nested what becomes of runs within the call of another run
 */
public record RunPolicy(Outside outside, Nested nested) {

    public RunPolicy {
        Objects.requireNonNull(outside, "outside");
        Objects.requireNonNull(nested, "nested");
    }

    /** Calls outside any run have one of their own, and runs may be nested. */
    public static RunPolicy defaults() {
        return new RunPolicy(Outside.OWN, Nested.ALLOW);
    }

    /** The same with that said of calls outside any run. */
    public RunPolicy withOutside(Outside value) {
        return new RunPolicy(value, nested);
    }

    /** The same with that said of nested runs. */
    public RunPolicy withNested(Nested value) {
        return new RunPolicy(outside, value);
    }

    /** What becomes of a call that belongs to no run. */
    public enum Outside {

        /** It has a run of its own. */
        OWN,

        /** It is refused. */
        REFUSE
    }

    /** What becomes of a run within the call of another run. */
    public enum Nested {

        /** It is a run like any other. */
        ALLOW,

        /** It is refused, and the outer run goes on. */
        REFUSE
    }
}
