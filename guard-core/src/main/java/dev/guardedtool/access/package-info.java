/** Who may call which tool, with which arguments. */
@NullMarked
package dev.guardedtool.access;

import org.jspecify.annotations.NullMarked;
