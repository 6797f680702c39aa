/** The commands of the executable jar. */
@NullMarked
package dev.guardedtool.demo.command;

import org.jspecify.annotations.NullMarked;
