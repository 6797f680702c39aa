/** What the name of a tool says of what the tool does. Rules know words, never particular tools. */
@NullMarked
package dev.guardedtool.naming;

import org.jspecify.annotations.NullMarked;
