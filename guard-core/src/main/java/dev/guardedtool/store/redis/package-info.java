/** Stores in Redis, 6.2 or newer. They need nothing of a client but that it runs scripts. */
@NullMarked
package dev.guardedtool.store.redis;

import org.jspecify.annotations.NullMarked;
