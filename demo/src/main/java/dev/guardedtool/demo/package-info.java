/** A support agent whose tools are guarded, runnable without a network or a model. */
@NullMarked
package dev.guardedtool.demo;

import org.jspecify.annotations.NullMarked;
