/** Looks, when an application starts, for tools that the guard could not guard, and for settings that cannot take hold. */
@NullMarked
package dev.guardedtool.autoconfigure.startup;

import org.jspecify.annotations.NullMarked;
