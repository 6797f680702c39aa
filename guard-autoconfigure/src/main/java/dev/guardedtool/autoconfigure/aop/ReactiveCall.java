package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * A call of a method that returns a {@link Mono} or {@link Flux}. The work is done when somebody subscribes, and each time
 * that somebody does: so each subscription is a call, decided when it begins and recorded when it ends. A subscriber that
 * cancels leaves it open whether the effect happened.
 */
record ReactiveCall(GuardedMethod method, MethodInvocation invocation, JavaArguments arguments, CallingRuns runs) {

    private static final int MAX_KEPT = 1_000;

    static boolean returnedBy(Method method) {
        return method.getReturnType() == Mono.class || method.getReturnType() == Flux.class;
    }

    /** What the caller subscribes to. The caller is the one of this thread, unless the subscriber's context says otherwise. */
    Object publisher(@Nullable ReactivePrincipalResolver reactive) {
        GuardRun current = runs.callers().run();
        RunContext caller = current == null ? runs.callers().context() : current.context();
        Flux<Object> calls = Flux.deferContextual(subscriber -> {
            GuardRun joined = current != null ? current : joined(subscriber);
            if (joined != null) {
                return decide(joined);
            }
            Mono<RunContext> context = reactive == null
                    ? Mono.just(caller)
                    : reactive.resolve().map(runs.callers()::context).defaultIfEmpty(caller);
            return context.flatMapMany(
                    known -> Flux.using(() -> runs.guard().openStray(known), this::decide, GuardRun::close));
        });
        return mono() ? calls.singleOrEmpty() : calls;
    }

    /** The run of the reactive call that this one is part of. */
    private static @Nullable GuardRun joined(ContextView subscriber) {
        return subscriber.<GuardRun>getOrEmpty(GuardRun.class).orElse(null);
    }

    private Flux<Object> decide(GuardRun run) {
        String json = json();
        Decision decision = run.check(ToolCall.of(method.tool(), json));
        if (decision instanceof Decision.Allow allow) {
            return execute(run, allow.handle(), json);
        }
        return decision instanceof Decision.Cache cache && cache.result().ok()
                ? cached(cache)
                : Flux.error(GuardedToolInterceptor.refusal(decision));
    }

    private Flux<Object> execute(GuardRun run, CallHandle handle, String decided) {
        if (!decided.equals(json())) {
            run.record(handle, ToolResult.failed("arguments_changed").withEffectExecuted(false));
            return Flux.error(GuardedToolInterceptor.changed(method));
        }
        Publisher<?> body;
        CallFrame frame = CallFrame.of(run, handle.tool(), handle.tool());
        frame.consume(handle.tool());
        MethodInvocation own = ((ProxyMethodInvocation) invocation).invocableClone();
        arguments.tell(method.method(), own.getArguments(), handle.effectReference());
        try {
            body = (Publisher<?>) frame.begin(handle, own::proceed);
        } catch (Throwable failure) {
            run.record(handle, failure);
            return Flux.error(failure);
        }
        return body == null ? empty(run, handle) : recorded(run, handle, limited(frame, handle, body));
    }

    private static Flux<Object> empty(GuardRun run, CallHandle handle) {
        run.record(handle, ToolResult.ok(null));
        return Flux.empty();
    }

    private Flux<Object> limited(CallFrame frame, CallHandle handle, Publisher<?> body) {
        Duration limit = frame.timeout(handle);
        if (limit == null) {
            return Flux.from(body);
        }
        Mono<Long> alarm = Mono.delay(limit, Schedulers.boundedElastic());
        Mono<Object> timeUp = Mono.error(() -> frame.timeUp(handle));
        if (mono()) {
            return Mono.<Object>from(body).timeout(alarm, timeUp).flux();
        }
        Mono<Long> forAllElements = alarm.cache();
        return Flux.<Object>from(body).timeout(forAllElements, element -> forAllElements, timeUp);
    }

    private Flux<Object> recorded(GuardRun run, CallHandle handle, Flux<Object> body) {
        List<Object> kept = new ArrayList<>();
        return body.doOnNext(element -> {
                    if (kept.size() <= MAX_KEPT) {
                        kept.add(element);
                    }
                })
                .doOnComplete(() -> run.record(handle, ToolResult.ok(answer(kept))))
                .doOnError(failure -> run.record(handle, failure))
                .doOnCancel(() -> run.abandon(handle))
                .contextWrite(context -> context.put(GuardRun.class, run));
    }

    /** What the call answered; null where that is too much to keep. */
    private @Nullable Object answer(List<Object> elements) {
        if (mono()) {
            return elements.isEmpty() ? null : arguments.text(elements.get(0));
        }
        return elements.size() > MAX_KEPT ? null : arguments.text(elements);
    }

    private Flux<Object> cached(Decision.Cache cache) {
        Type element = ResolvableType.forMethodReturnType(method.method())
                .getGeneric(0)
                .getType();
        if (mono()) {
            return element == Void.class
                    ? Flux.empty()
                    : Flux.from(Mono.fromSupplier(() -> arguments.read(element, cache)));
        }
        Type list = ResolvableType.forClassWithGenerics(List.class, ResolvableType.forType(element))
                .getType();
        return Flux.defer(() ->
                arguments.read(list, cache) instanceof List<?> elements ? Flux.fromIterable(elements) : Flux.empty());
    }

    private String json() {
        return arguments.json(method.method(), invocation.getArguments());
    }

    private boolean mono() {
        return method.method().getReturnType() == Mono.class;
    }
}
