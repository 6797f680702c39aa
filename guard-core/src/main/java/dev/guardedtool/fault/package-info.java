/** The classes of errors, and what repeated errors lead to. */
@NullMarked
package dev.guardedtool.fault;

import org.jspecify.annotations.NullMarked;
