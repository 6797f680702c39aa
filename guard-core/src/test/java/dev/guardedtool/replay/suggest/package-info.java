/** Tests of what is proposed from recorded runs, each with a few runs made for it. */
@NullMarked
package dev.guardedtool.replay.suggest;

import org.jspecify.annotations.NullMarked;
