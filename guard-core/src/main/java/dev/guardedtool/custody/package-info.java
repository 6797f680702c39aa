/**
 * Where the values in arguments come from: facts that other tools proved, steps that were taken before, and the sources
 * that an argument may be taken from.
 */
@NullMarked
package dev.guardedtool.custody;

import org.jspecify.annotations.NullMarked;
