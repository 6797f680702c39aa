/** Side effects that happen at most once: the ledger of effects, and the limit of effects per tool. */
@NullMarked
package dev.guardedtool.effect;

import org.jspecify.annotations.NullMarked;
