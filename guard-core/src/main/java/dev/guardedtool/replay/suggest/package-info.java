/**
 * What recorded runs say of the tools in them, put as configuration: which of them write, when a write took effect, and
 * where limits can be. Rules know words and behaviour, never particular tools.
 */
@NullMarked
package dev.guardedtool.replay.suggest;

import org.jspecify.annotations.NullMarked;
