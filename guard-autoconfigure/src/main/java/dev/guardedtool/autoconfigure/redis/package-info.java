/** What is kept in Redis: by which connections, and whether the server keeps it. */
@NullMarked
package dev.guardedtool.autoconfigure.redis;

import org.jspecify.annotations.NullMarked;
