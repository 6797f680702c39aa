/** What a run of the agent costs. */
@NullMarked
package dev.guardedtool.demo.cost;

import org.jspecify.annotations.NullMarked;
