package dev.guardedtool;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a run before its first call. A run is one turn of a conversation; a session is the conversation.
 *
 * @param runId identifies the run, or null to have one made
 * @param session the conversation, or null
 * @param agent the name of the acting agent, or null
 * @param principal on whose behalf the run acts
 * @param ticket the case that derived effect keys belong to, or null for the run itself
 * @param parentRunId the run whose tool opened this one, or null
 */
public record RunContext(
        @Nullable String runId,
        @Nullable String session,
        @Nullable String agent,
        Principal principal,
        @Nullable String ticket,
        @Nullable String parentRunId) {

    public RunContext {
        Objects.requireNonNull(principal, "principal");
    }

    /** A run of that principal with nothing else said. */
    public static RunContext of(Principal principal) {
        return new RunContext(null, null, null, principal, null, null);
    }

    /** A run of nobody in particular. */
    public static RunContext anonymous() {
        return of(Principal.ANONYMOUS);
    }

    /** The same context with another run id. */
    public RunContext withRunId(@Nullable String newRunId) {
        return new RunContext(newRunId, session, agent, principal, ticket, parentRunId);
    }

    /** The same context on behalf of that principal. */
    public RunContext withPrincipal(Principal newPrincipal) {
        return new RunContext(runId, session, agent, newPrincipal, ticket, parentRunId);
    }

    /** The same context within that conversation. */
    public RunContext withSession(@Nullable String newSession) {
        return new RunContext(runId, newSession, agent, principal, ticket, parentRunId);
    }

    /** The same context for that agent. */
    public RunContext withAgent(@Nullable String newAgent) {
        return new RunContext(runId, session, newAgent, principal, ticket, parentRunId);
    }

    /** The same context for that case. */
    public RunContext withTicket(@Nullable String newTicket) {
        return new RunContext(runId, session, agent, principal, newTicket, parentRunId);
    }

    /** The same context nested in that run. */
    public RunContext withParentRunId(@Nullable String newParentRunId) {
        return new RunContext(runId, session, agent, principal, ticket, newParentRunId);
    }
}
