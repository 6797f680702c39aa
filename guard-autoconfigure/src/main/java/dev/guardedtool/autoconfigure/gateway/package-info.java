/** A client of a budget gateway over HTTP. */
@NullMarked
package dev.guardedtool.autoconfigure.gateway;

import org.jspecify.annotations.NullMarked;
