/** What the reference's decorators did, kind by kind, and where the guard means to differ from it. */
@NullMarked
package dev.guardedtool.conformance.actguard;

import org.jspecify.annotations.NullMarked;
