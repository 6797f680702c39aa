/** What the tests of several packages begin with. */
@NullMarked
package dev.guardedtool.testing;

import org.jspecify.annotations.NullMarked;
