/** Replays recorded runs under a configuration of Spring's. */
@NullMarked
package dev.guardedtool.demo.replay;

import org.jspecify.annotations.NullMarked;
