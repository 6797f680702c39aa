/** Runs scenarios without and with the guard and reports what came of them. */
@NullMarked
package dev.guardedtool.demo.compare;

import org.jspecify.annotations.NullMarked;
