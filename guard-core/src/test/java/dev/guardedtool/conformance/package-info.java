/** Runs cases that were made with the reference engine against the reference profile. */
@NullMarked
package dev.guardedtool.conformance;

import org.jspecify.annotations.NullMarked;
