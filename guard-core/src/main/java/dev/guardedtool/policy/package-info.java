/** What the guard is told to do: immutable configuration with its defaults, its validation and the reference preset. */
@NullMarked
package dev.guardedtool.policy;

import org.jspecify.annotations.NullMarked;
