/** Starts the Spring application that the commands work with. */
@NullMarked
package dev.guardedtool.demo.launch;

import org.jspecify.annotations.NullMarked;
