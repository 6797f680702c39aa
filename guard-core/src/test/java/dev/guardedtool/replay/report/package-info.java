/** The HTML page of a replay, read as data, as markup and in a browser. */
@NullMarked
package dev.guardedtool.replay.report;

import org.jspecify.annotations.NullMarked;
