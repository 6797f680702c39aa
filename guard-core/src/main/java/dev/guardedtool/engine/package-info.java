/**
 * Opens runs, walks the chain, reserves, executes and records. It knows checks, reservations, listeners and states, and
 * no subject by name outside its builder.
 */
@NullMarked
package dev.guardedtool.engine;

import org.jspecify.annotations.NullMarked;
