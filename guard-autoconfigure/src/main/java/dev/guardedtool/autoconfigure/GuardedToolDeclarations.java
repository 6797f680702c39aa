package dev.guardedtool.autoconfigure;

import dev.guardedtool.ToolName;
import dev.guardedtool.policy.ToolPolicy;
import java.util.Map;

/**
 * What the code of the application says about its tools. Weaker than {@code guard.tools}, stronger than
 * {@code guard.defaults}. Where several beans of this type speak of the same tool, the first in order is heard.
 */
@FunctionalInterface
public interface GuardedToolDeclarations {

    /** The declarations by tool; asked once, when the guard is made. */
    Map<ToolName, ToolPolicy> declarations();
}
