/** Attacks on the promise that no caller waits longer than a tool may take. */
@NullMarked
package dev.guardedtool.execution;

import org.jspecify.annotations.NullMarked;
