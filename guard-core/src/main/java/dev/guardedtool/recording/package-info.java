/**
 * Writes the application's own runs down in the format that replay reads, one line per run. Arguments and results are
 * fingerprints unless the policy says otherwise, secrets are taken out in any case, and no call ever waits for the disk.
 */
@NullMarked
package dev.guardedtool.recording;

import org.jspecify.annotations.NullMarked;
