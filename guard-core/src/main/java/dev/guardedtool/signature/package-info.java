/**
 * What it means for two calls to have the same arguments: arguments read once, their canonical form, and keyed
 * fingerprints of it.
 */
@NullMarked
package dev.guardedtool.signature;

import org.jspecify.annotations.NullMarked;
