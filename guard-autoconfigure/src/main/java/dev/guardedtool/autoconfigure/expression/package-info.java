/** Expressions richer than plain paths, in the part of Spring's expression language that can only read. */
@NullMarked
package dev.guardedtool.autoconfigure.expression;

import org.jspecify.annotations.NullMarked;
