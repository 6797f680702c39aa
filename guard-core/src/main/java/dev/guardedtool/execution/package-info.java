/** Tools on threads of their own, no longer than they may take, and what goes there with them. */
@NullMarked
package dev.guardedtool.execution;

import org.jspecify.annotations.NullMarked;
