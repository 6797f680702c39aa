package dev.guardedtool.policy;

import java.util.Set;

/**
 * What failures lead to.
 *
 * @param afterErrors whether repeated errors of one class put a tool out of use for the rest of the run
 * @param afterLoops whether a tool caught in a loop is out of use for the rest of the run
 * @param errorThreshold how many errors of one class it takes
 * @param classes the error classes that count
 * @param errorClasses how an error's class is found
 * @param consecutive whether an error of another class in between starts the count anew
 */
public record FaultPolicy(
        boolean afterErrors,
        boolean afterLoops,
        int errorThreshold,
        Set<String> classes,
        ErrorClasses errorClasses,
        boolean consecutive) {

    private static final Set<String> CLASSES = Set.of("401", "403", "429", "timeout", "connection_error", "5xx");

    public FaultPolicy {
        Limits.atLeast("faults.error-threshold", errorThreshold, 1);
        classes = Set.copyOf(classes);
    }

    /** Errors warn; nothing is put out of use. */
    public static FaultPolicy defaults() {
        return new FaultPolicy(false, false, 2, CLASSES, ErrorClasses.EXPLICIT, true);
    }

    /** Errors and loops put a tool out of use. */
    public static FaultPolicy reference() {
        return new FaultPolicy(true, true, 2, CLASSES, ErrorClasses.SUBSTRING, false);
    }

    /** How the class of an error is found from its code. */
    public enum ErrorClasses {

        /** By known names of exceptions and by status codes. */
        EXPLICIT,

        /** By what the code contains. */
        SUBSTRING
    }
}
