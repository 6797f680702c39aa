/** Tests of what is read from tools' names. */
@NullMarked
package dev.guardedtool.naming;

import org.jspecify.annotations.NullMarked;
