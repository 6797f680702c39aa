/** How often tools may be called. */
@NullMarked
package dev.guardedtool.rate;

import org.jspecify.annotations.NullMarked;
