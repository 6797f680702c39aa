/** Puts the guard before methods that carry {@link dev.guardedtool.GuardedTool}, whoever calls them. */
@NullMarked
package dev.guardedtool.autoconfigure.aop;

import org.jspecify.annotations.NullMarked;
