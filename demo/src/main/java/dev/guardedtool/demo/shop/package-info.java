/** The shop that the support agent works for: its database, its unreliable partners and the agent's tools. */
@NullMarked
package dev.guardedtool.demo.shop;

import org.jspecify.annotations.NullMarked;
