package dev.guardedtool.autoconfigure;

import dev.guardedtool.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Knows on whose behalf a thread acts. Asked on the caller's thread when a run begins, never on the thread of a tool, and
 * not at all for a run within another one, which acts for the same principal. Beans of this type are asked in their order;
 * one of them replaces the resolver that reads Spring Security's context.
 */
@FunctionalInterface
public interface PrincipalResolver {

    /**
     * The principal of this thread, {@link Principal#ANONYMOUS} if nobody is signed in, or null where that is not known.
     * What it throws fails the request: a run never begins for a principal that could not be told.
     */
    @Nullable
    Principal resolve();
}
