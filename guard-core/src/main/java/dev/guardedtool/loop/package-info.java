/**
 * Tells work from going in circles: repeated calls, questions in other words, sequences, calls that keep failing and
 * texts that get nowhere.
 */
@NullMarked
package dev.guardedtool.loop;

import org.jspecify.annotations.NullMarked;
