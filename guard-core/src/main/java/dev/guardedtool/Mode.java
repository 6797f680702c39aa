package dev.guardedtool;

/** What the guard does with a decision other than allow. */
public enum Mode {

    /** The surrounding mode holds: the tool's default, then the policy's. */
    INHERIT,

    /** The decision is carried out. */
    ENFORCE,

    /** The call runs and the model is told what would have happened. */
    WARN,

    /** The call runs; what would have happened is only recorded. */
    SHADOW;

    /** This mode, or {@code outer} where this one inherits. */
    public Mode or(Mode outer) {
        return this == INHERIT ? outer : this;
    }
}
