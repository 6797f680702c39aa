/** Puts the guard before the tools of MCP servers, and keeps its keys out of what MCP clients send. */
@NullMarked
package dev.guardedtool.autoconfigure.mcp;

import org.jspecify.annotations.NullMarked;
