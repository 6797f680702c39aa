/**
 * The vocabulary of the guard: calls, results, decisions and the reasons behind them. It depends on nothing else here.
 */
@NullMarked
package dev.guardedtool;

import org.jspecify.annotations.NullMarked;
