/** The support agent, and its endpoint when the demo stays up. */
@NullMarked
package dev.guardedtool.demo.agent;

import org.jspecify.annotations.NullMarked;
