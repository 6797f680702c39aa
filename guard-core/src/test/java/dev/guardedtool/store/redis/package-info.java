@NullMarked
package dev.guardedtool.store.redis;

import org.jspecify.annotations.NullMarked;
