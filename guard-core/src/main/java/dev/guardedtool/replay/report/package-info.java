/**
 * A replay as one HTML page: what was decided in how many runs, and single interventions with what led up to them. The
 * page needs nothing but itself, and takes everything recorded for text that nobody vouches for.
 */
@NullMarked
package dev.guardedtool.replay.report;

import org.jspecify.annotations.NullMarked;
