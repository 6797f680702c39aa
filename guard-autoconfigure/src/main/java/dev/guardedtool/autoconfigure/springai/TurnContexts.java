package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.RunContext;
import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.memory.ChatMemory;
import reactor.core.publisher.Flux;

/**
 * What is known of a turn.
 *
 * @param reactive knows the principal of a subscriber; null where nobody does
 */
record TurnContexts(Callers callers, @Nullable ReactivePrincipalResolver reactive) {

    /** The caller as noticed when the request was put together, else the one of this thread. */
    Caller caller(ChatClientRequest request) {
        Caller noticed = Caller.of(request);
        return noticed != null ? noticed : Caller.current(callers);
    }

    /** The caller's context with what the request says of itself. */
    RunContext of(RunContext caller, Map<String, ?> advisorContext) {
        return caller.withSession(said(advisorContext, ChatMemory.CONVERSATION_ID, caller.session()))
                .withAgent(said(advisorContext, GuardContextKeys.AGENT, caller.agent()))
                .withTicket(said(advisorContext, GuardContextKeys.TICKET, caller.ticket()));
    }

    /** The stream for the subscriber's context, if that names a principal, else for the caller's. */
    <T> Flux<T> subscribed(RunContext caller, Function<RunContext, Flux<T>> stream) {
        if (reactive == null || caller.parentRunId() != null) {
            return stream.apply(caller);
        }
        return reactive.resolve().map(callers::context).defaultIfEmpty(caller).flatMapMany(stream);
    }

    private static @Nullable String said(Map<String, ?> advisorContext, String key, @Nullable String otherwise) {
        Object value = advisorContext.get(key);
        return value == null ? otherwise : value.toString();
    }
}
