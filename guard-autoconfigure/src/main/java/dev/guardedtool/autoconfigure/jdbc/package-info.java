/** What is kept in a database: which one, its tables, and connections of the guard's own. */
@NullMarked
package dev.guardedtool.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
