/**
 * Recorded runs through a policy: what the guard would have done, and whether that would have been right. Reads
 * recordings of any size and judges each run against what really happened.
 */
@NullMarked
package dev.guardedtool.replay;

import org.jspecify.annotations.NullMarked;
