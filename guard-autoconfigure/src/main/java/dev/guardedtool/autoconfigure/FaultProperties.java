package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.or;

import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.FaultPolicy.ErrorClasses;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What failures lead to.
 *
 * @param afterErrors Whether repeated errors of one class put a tool out of use for the rest of the run.
 * @param afterLoops Whether a tool caught in a loop is out of use for the rest of the run.
 * @param errorThreshold How many errors of one class it takes.
 * @param classes Error classes that count.
 * @param errorClasses How the class of an error is found: from known types and codes, or from parts of its name.
 * @param consecutive Whether an error of another class in between starts the count anew.
 */
public record FaultProperties(
        @Nullable Boolean afterErrors,
        @Nullable Boolean afterLoops,
        @Nullable Integer errorThreshold,
        @Nullable Set<String> classes,
        @Nullable ErrorClasses errorClasses,
        @Nullable Boolean consecutive) {

    FaultPolicy over(FaultPolicy base) {
        return new FaultPolicy(
                or(afterErrors, base.afterErrors()),
                or(afterLoops, base.afterLoops()),
                or(errorThreshold, base.errorThreshold()),
                or(classes, base.classes()),
                or(errorClasses, base.errorClasses()),
                or(consecutive, base.consecutive()));
    }
}
