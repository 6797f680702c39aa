/** Tells the guard on whose behalf Spring Security says that a caller acts. */
@NullMarked
package dev.guardedtool.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
