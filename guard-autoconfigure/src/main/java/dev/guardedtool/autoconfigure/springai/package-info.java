/**
 * Puts the guard before the tools of Spring AI: around the tool calling manager, around each callback of a request, and
 * around each turn of a chat client.
 */
@NullMarked
package dev.guardedtool.autoconfigure.springai;

import org.jspecify.annotations.NullMarked;
