/** A chat model that plays scenarios, and the format they are written in. */
@NullMarked
package dev.guardedtool.demo.script;

import org.jspecify.annotations.NullMarked;
