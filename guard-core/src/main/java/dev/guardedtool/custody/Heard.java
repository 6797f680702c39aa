package dev.guardedtool.custody;

import org.jspecify.annotations.Nullable;

/**
 * Something that a source said.
 *
 * @param text what it said
 * @param author who wrote it, as the record says; null where nobody is asked for
 */
record Heard(SourceText text, @Nullable String author) {}
