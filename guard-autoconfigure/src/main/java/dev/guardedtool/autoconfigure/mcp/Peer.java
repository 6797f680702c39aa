package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.autoconfigure.springai.DecidedCall;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;

/**
 * What a handler knows of the other side.
 *
 * @param session its session, null for servers without
 * @param carrying the same with a decided call along
 */
record Peer<X>(Function<X, @Nullable String> session, BiFunction<X, DecidedCall, X> carrying) {

    static final Peer<McpSyncServerExchange> SYNC = new Peer<>(
            McpSyncServerExchange::sessionId,
            (exchange, call) -> carrying(exchange, new CarryingContext(exchange.transportContext(), call)));

    static final Peer<McpAsyncServerExchange> ASYNC = new Peer<>(
            McpAsyncServerExchange::sessionId,
            (exchange, call) -> carrying(exchange, new CarryingContext(exchange.transportContext(), call)));

    static final Peer<McpTransportContext> STATELESS = new Peer<>(context -> null, CarryingContext::new);

    /** An exchange cannot be copied: what it sends through is its own secret. */
    @SuppressWarnings("unchecked")
    private static <X> X carrying(X exchange, McpTransportContext context) {
        ProxyFactory factory = new ProxyFactory(exchange);
        factory.setProxyTargetClass(true);
        factory.addAdvice((MethodInterceptor) invocation ->
                invocation.getMethod().getName().equals("transportContext") ? context : invocation.proceed());
        return (X) factory.getProxy(exchange.getClass().getClassLoader());
    }
}
