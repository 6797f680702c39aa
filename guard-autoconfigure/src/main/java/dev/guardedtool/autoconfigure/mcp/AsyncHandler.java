package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.ToolResult;
import dev.guardedtool.autoconfigure.springai.DecidedCall;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A handler that answers later, with the guard before it. A call that is cancelled is given up. */
record AsyncHandler<X>(ServedTool tool, BiFunction<X, CallToolRequest, Mono<CallToolResult>> bare, Peer<X> peer)
        implements BiFunction<X, CallToolRequest, Mono<CallToolResult>> {

    @Override
    public Mono<CallToolResult> apply(X exchange, CallToolRequest request) {
        String session = peer.session().apply(exchange);
        return Mono.defer(() -> tool.caller()
                .flatMap(caller -> onPatientThread(Mono.using(
                        () -> tool.open(caller, session), run -> decide(run, exchange, request), GuardRun::close))));
    }

    /** Stores that the guard asks may wait; the threads of an event loop must not. */
    private static <T> Mono<T> onPatientThread(Mono<T> work) {
        return Schedulers.isInNonBlockingThread() ? work.subscribeOn(Schedulers.boundedElastic()) : work;
    }

    private Mono<CallToolResult> decide(GuardRun run, X exchange, CallToolRequest request) {
        Decision decision = tool.decide(run, request);
        return decision instanceof Decision.Allow allow
                ? execute(run, allow, exchange, request)
                : Mono.just(tool.answer(decision));
    }

    private Mono<CallToolResult> execute(GuardRun run, Decision.Allow allow, X exchange, CallToolRequest request) {
        DecidedCall call = tool.decided(run, allow.handle());
        AtomicReference<@Nullable CallFrame> entered = new AtomicReference<>();
        Mono<CallToolResult> body = Mono.defer(
                () -> bare.apply(peer.carrying().apply(exchange, call), tool.frozen(request, allow.handle())));
        return inFrame(run, body, allow.handle(), entered)
                .contextWrite(context -> context.put(GuardRun.class, run))
                .map(result -> tool.recorded(run, allow, call, entered.get(), result))
                .switchIfEmpty(Mono.fromRunnable(() -> run.record(allow.handle(), ToolResult.ok(null))))
                .onErrorResume(failure -> failed(run, allow, entered.get(), failure));
    }

    private Mono<CallToolResult> failed(
            GuardRun run, Decision.Allow allow, @Nullable CallFrame frame, Throwable failure) {
        if (frame != null && frame.deniedBy(failure)) {
            return Mono.just(tool.denied(run, allow));
        }
        run.record(allow.handle(), failure);
        return failure instanceof GuardTimeoutException timeout ? Mono.just(tool.answer(timeout)) : Mono.error(failure);
    }

    /** The body begins where it is subscribed to, and is known there as the body of this call. */
    private Mono<CallToolResult> inFrame(
            GuardRun run, Mono<CallToolResult> body, CallHandle handle, AtomicReference<@Nullable CallFrame> entered) {
        return Mono.fromDirect((Publisher<CallToolResult>) subscriber -> {
            try (CallFrame frame = CallFrame.enter(run, tool.body())) {
                entered.set(frame);
                limited(frame, handle, body).subscribe(subscriber);
            }
        });
    }

    private static Mono<CallToolResult> limited(CallFrame frame, CallHandle handle, Mono<CallToolResult> body) {
        Duration limit = frame.timeout(handle);
        return limit == null
                ? body
                : body.timeout(Mono.delay(limit, Schedulers.boundedElastic()), Mono.error(() -> frame.timeUp(handle)));
    }
}
