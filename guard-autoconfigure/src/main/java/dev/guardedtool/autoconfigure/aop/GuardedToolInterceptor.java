package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardHeldException;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/**
 * Decides calls of guarded methods. A call that was decided on its way here, by the callback that leads to the method,
 * passes; every other one is decided now, in the run of the call that this thread is carrying out, in that of the web
 * request, or in one of its own. It stands behind method security: nobody may get an answer from memory who may not ask
 * the question.
 */
final class GuardedToolInterceptor implements MethodInterceptor {

    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Flux", GuardedToolInterceptor.class.getClassLoader());

    private final CallingRuns runs;
    private final ObjectProvider<ReactivePrincipalResolver> reactive;
    private final JavaArguments arguments = new JavaArguments();
    private final Map<Method, GuardedMethod> methods = new ConcurrentHashMap<>();

    GuardedToolInterceptor(CallingRuns runs, ObjectProvider<ReactivePrincipalResolver> reactive) {
        this.runs = runs;
        this.reactive = reactive;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        GuardedMethod method = method(invocation);
        if (method == null) {
            return invocation.proceed();
        }
        CallFrame frame = CallFrame.current();
        if (frame != null && frame.consume(method.tool())) {
            CallHandle handle = frame.handle();
            if (handle != null) {
                arguments.tell(method.method(), invocation.getArguments(), handle.effectReference());
            }
            return invocation.proceed();
        }
        HandedOver handedOver = HandedOver.of(invocation);
        if (handedOver != null && handedOver.decidedIn() != null) {
            return proceed(handedOver.decidedIn(), method.tool(), invocation);
        }
        if (REACTOR && ReactiveCall.returnedBy(method.method())) {
            return new ReactiveCall(method, invocation, arguments, runs).publisher(reactive.getIfAvailable());
        }
        GuardRun current = runs.callers().run();
        if (current != null) {
            return decide(current, method, invocation);
        }
        GuardRun run =
                runs.guard().openStray(handedOver == null ? runs.callers().context() : handedOver.caller());
        boolean open = false;
        try {
            Object result = decide(run, method, invocation);
            if (result instanceof CompletionStage<?> later) {
                open = true;
                return later.whenComplete((value, failure) -> run.close());
            }
            return result;
        } finally {
            if (!open) {
                run.close();
            }
        }
    }

    private @Nullable GuardedMethod method(MethodInvocation invocation) {
        Object target = invocation.getThis();
        Class<?> type = target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
        Method called = ClassUtils.getMostSpecificMethod(invocation.getMethod(), type);
        GuardedMethod known = methods.get(called);
        if (known == null) {
            known = GuardedMethod.of(called, type);
            if (known != null) {
                runs.guard().declare(known.tool(), Declarations.policy(known));
                methods.put(called, known);
            }
        }
        return known;
    }

    private @Nullable Object decide(GuardRun run, GuardedMethod method, MethodInvocation invocation) throws Throwable {
        String json = arguments.json(method.method(), invocation.getArguments());
        Decision decision = run.check(ToolCall.of(method.tool(), json));
        if (decision instanceof Decision.Allow allow) {
            return execute(run, allow.handle(), method, invocation, json);
        }
        if (decision instanceof Decision.Cache cache && cache.result().ok()) {
            return arguments.value(method.method(), cache);
        }
        throw refusal(decision);
    }

    static GuardDeniedException refusal(Decision decision) {
        return decision instanceof Decision.Hold hold
                ? new GuardHeldException(hold)
                : new GuardDeniedException(decision);
    }

    private @Nullable Object execute(
            GuardRun run, CallHandle handle, GuardedMethod method, MethodInvocation invocation, String decided)
            throws Throwable {
        if (!decided.equals(arguments.json(method.method(), invocation.getArguments()))) {
            run.record(handle, ToolResult.failed("arguments_changed").withEffectExecuted(false));
            throw changed(method);
        }
        arguments.tell(method.method(), invocation.getArguments(), handle.effectReference());
        CallFrame frame = CallFrame.of(run, handle.tool(), handle.tool());
        frame.consume(handle.tool());
        Object result;
        try {
            result = CompletionStage.class.isAssignableFrom(method.method().getReturnType())
                    ? frame.begin(handle, invocation::proceed)
                    : frame.execute(handle, () -> exposed(invocation), this::result);
        } catch (Throwable failure) {
            Decision refusal = frame.refusal(handle, failure);
            if (refusal != null) {
                throw refusal(refusal);
            }
            run.record(handle, failure);
            throw failure;
        }
        if (result instanceof CompletionStage<?> later) {
            boolean limited = method.method().getReturnType().isAssignableFrom(CompletableFuture.class);
            CompletionStage<?> answer = limited ? frame.limit(handle, later, this::result) : later;
            return answer.whenComplete((value, failure) -> record(run, handle, value, failure));
        }
        run.record(handle, result(result));
        return result;
    }

    @SuppressWarnings("try")
    private static @Nullable Object proceed(GuardRun run, ToolName tool, MethodInvocation invocation) throws Throwable {
        try (CallFrame frame = CallFrame.enter(run, tool)) {
            frame.consume(tool);
            return invocation.proceed();
        }
    }

    /** Advice behind this one may ask for the invocation on whatever thread it finds itself. */
    private static @Nullable Object exposed(MethodInvocation invocation) throws Throwable {
        return ExposeInvocationInterceptor.INSTANCE.invoke(invocation);
    }

    private ToolResult result(@Nullable Object value) {
        return ToolResult.ok(arguments.text(value));
    }

    static IllegalStateException changed(GuardedMethod method) {
        return new IllegalStateException("the arguments of " + method.tool() + " changed after they were checked");
    }

    private void record(GuardRun run, CallHandle handle, @Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            run.record(handle, result(value));
        } else {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            run.record(handle, cause);
        }
    }
}
