/**
 * Guards callbacks wherever they are called from, by load-time weaving: also those that an application hands to a client
 * and a manager that it built by itself.
 */
@NullMarked
package dev.guardedtool.autoconfigure.weaving;

import org.jspecify.annotations.NullMarked;
