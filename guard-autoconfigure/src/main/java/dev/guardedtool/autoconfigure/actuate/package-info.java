/** Reports which tools an application has, by which layers of the guard each is seen, and what could run past it. */
@NullMarked
package dev.guardedtool.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
