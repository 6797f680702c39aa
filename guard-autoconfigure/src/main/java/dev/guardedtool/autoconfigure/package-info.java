/** The guard as beans of a Spring Boot application: its properties, its policy and what is said when they are wrong. */
@NullMarked
package dev.guardedtool.autoconfigure;

import org.jspecify.annotations.NullMarked;
