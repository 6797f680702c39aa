@NullMarked
package dev.guardedtool.store;

import org.jspecify.annotations.NullMarked;
