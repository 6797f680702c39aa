/** Rules about the shape of the code itself. */
@NullMarked
package dev.guardedtool.architecture;

import org.jspecify.annotations.NullMarked;
