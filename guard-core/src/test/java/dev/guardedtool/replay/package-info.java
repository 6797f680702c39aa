/** Tests of reading recorded runs, of replaying them and of judging what would have been done. */
@NullMarked
package dev.guardedtool.replay;

import org.jspecify.annotations.NullMarked;
