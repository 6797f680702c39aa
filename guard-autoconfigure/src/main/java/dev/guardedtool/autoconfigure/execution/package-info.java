/** What of an application goes along to the threads of tools whose time is limited, and how those are doing. */
@NullMarked
package dev.guardedtool.autoconfigure.execution;

import org.jspecify.annotations.NullMarked;
