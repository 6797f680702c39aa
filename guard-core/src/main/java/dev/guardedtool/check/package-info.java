/**
 * What subjects and applications implement to take part in a decision: checks, reservations, listeners and the state of
 * a run, and the views of the call and the run that they are given.
 */
@NullMarked
package dev.guardedtool.check;

import org.jspecify.annotations.NullMarked;
