package dev.guardedtool.policy;

import java.util.Map;
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
 * @param circuits when calls of a dependency are refused because it fails, by the dependency's name
 */
public record FaultPolicy(
        boolean afterErrors,
        boolean afterLoops,
        int errorThreshold,
        Set<String> classes,
        ErrorClasses errorClasses,
        boolean consecutive,
        Map<String, CircuitPolicy> circuits) {

    private static final Set<String> CLASSES = Set.of("401", "403", "429", "timeout", "connection_error", "5xx");

    public FaultPolicy {
        Limits.atLeast("faults.error-threshold", errorThreshold, 1);
        classes = Set.copyOf(classes);
        circuits = Map.copyOf(circuits);
    }

    /** What errors lead to where no dependency is named. */
    public FaultPolicy(
            boolean afterErrors,
            boolean afterLoops,
            int errorThreshold,
            Set<String> classes,
            ErrorClasses errorClasses,
            boolean consecutive) {
        this(afterErrors, afterLoops, errorThreshold, classes, errorClasses, consecutive, Map.of());
    }

    /** Errors warn; nothing is put out of use. */
    public static FaultPolicy defaults() {
        return new FaultPolicy(false, false, 2, CLASSES, ErrorClasses.EXPLICIT, true);
    }

    /** Errors and loops put a tool out of use. */
    public static FaultPolicy reference() {
        return new FaultPolicy(true, true, 2, CLASSES, ErrorClasses.SUBSTRING, false);
    }

    /** The same with those circuits. */
    public FaultPolicy withCircuits(Map<String, CircuitPolicy> value) {
        return new FaultPolicy(afterErrors, afterLoops, errorThreshold, classes, errorClasses, consecutive, value);
    }

    /** How the class of an error is found from its code. */
    public enum ErrorClasses {

        /** By known names of exceptions and by status codes. */
        EXPLICIT,

        /** By what the code contains. */
        SUBSTRING
    }
}
