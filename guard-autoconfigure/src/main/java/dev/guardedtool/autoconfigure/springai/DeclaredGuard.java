package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.ToolName;
import dev.guardedtool.engine.Guard;

/** The guard as it is to be asked where calls do not pass a guarded callback first. */
@FunctionalInterface
public interface DeclaredGuard {

    /** The guard, told what the annotations of the callbacks met so far say. Thread-safe. */
    Guard guard();

    /** The guard's name for the tool that a callback offers by that name. */
    default ToolName nameOf(ToolName callback) {
        return callback;
    }
}
