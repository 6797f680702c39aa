/**
 * Expressions over the arguments and the result of a call: plain paths by the core itself, anything richer by an
 * {@link dev.guardedtool.expression.ExpressionCompiler} that the surrounding framework provides.
 */
@NullMarked
package dev.guardedtool.expression;

import org.jspecify.annotations.NullMarked;
