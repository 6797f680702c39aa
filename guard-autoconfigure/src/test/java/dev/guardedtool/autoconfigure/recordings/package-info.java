/** Measures on recorded runs that lie outside of the project; skipped unless told where they are. */
@NullMarked
package dev.guardedtool.autoconfigure.recordings;

import org.jspecify.annotations.NullMarked;
