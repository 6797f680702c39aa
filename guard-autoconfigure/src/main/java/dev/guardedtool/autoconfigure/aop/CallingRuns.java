package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.engine.Guard;
import java.util.function.Supplier;

/**
 * What is needed to find the run of a call. Looked up late, since beans that the guard is made of may have guarded methods.
 */
record CallingRuns(Supplier<Guard> guards, Supplier<Callers> lookup) {

    Guard guard() {
        return guards.get();
    }

    Callers callers() {
        return lookup.get();
    }
}
