package dev.guardedtool.policy;

/** A policy that cannot mean what was written. Raised when it is made, never while calls are decided. */
public class InvalidPolicyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String property;

    /** The property, below the prefix, and what is wrong with it. */
    public InvalidPolicyException(String property, String problem) {
        super(property + " " + problem);
        this.property = property;
    }

    /** The property that is wrong, in kebab case, below the common prefix. */
    public String property() {
        return property;
    }
}
