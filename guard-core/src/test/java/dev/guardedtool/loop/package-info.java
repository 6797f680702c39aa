/** Tests of the loop rules, most of them through a real guard. */
@NullMarked
package dev.guardedtool.loop;

import org.jspecify.annotations.NullMarked;
