package dev.guardedtool.rate;

import dev.guardedtool.ToolName;
import java.time.Duration;

/**
 * Identifies the calls that are counted together.
 *
 * @param tool the tool
 * @param per the scope as configured
 * @param period the length of the period
 * @param holder who it is within that scope: names, or a fingerprint where arguments decide; empty for everybody
 */
public record RateKey(ToolName tool, String per, Duration period, String holder) {}
