@NullMarked
package dev.guardedtool.store.jdbc;

import org.jspecify.annotations.NullMarked;
