package dev.guardedtool.autoconfigure;

import dev.guardedtool.Principal;
import reactor.core.publisher.Mono;

/**
 * Knows on whose behalf a subscriber acts. Asked when somebody subscribes; an answer is stronger than that of the thread.
 */
@FunctionalInterface
public interface ReactivePrincipalResolver {

    /** The principal that the subscriber's context tells, empty where it tells none. An error fails the request. */
    Mono<Principal> resolve();
}
