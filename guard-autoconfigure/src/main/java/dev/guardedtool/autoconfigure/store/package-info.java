/** What stores of any kind need of an application: somebody who looks after them, and their health. */
@NullMarked
package dev.guardedtool.autoconfigure.store;

import org.jspecify.annotations.NullMarked;
