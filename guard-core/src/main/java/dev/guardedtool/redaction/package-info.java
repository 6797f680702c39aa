/** What must never be written down, by its name or by its look, whoever does the writing. */
@NullMarked
package dev.guardedtool.redaction;

import org.jspecify.annotations.NullMarked;
