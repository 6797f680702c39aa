/** What a run spends and may spend, in money and in tokens. */
@NullMarked
package dev.guardedtool.budget;

import org.jspecify.annotations.NullMarked;
