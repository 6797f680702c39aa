/** Stores in a relational database. They need nothing of a database but {@code java.sql} and a driver. */
@NullMarked
package dev.guardedtool.store.jdbc;

import org.jspecify.annotations.NullMarked;
