/** What stores have in common, whatever they store in. */
@NullMarked
package dev.guardedtool.store;

import org.jspecify.annotations.NullMarked;
