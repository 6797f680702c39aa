/** Support for tests of applications that guard their tools. */
@NullMarked
package dev.guardedtool.autoconfigure.test;

import org.jspecify.annotations.NullMarked;
