package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Principal;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import java.util.Objects;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Stands before method security, and so learns when that refuses a call. What a model asked for was allowed by then and is
 * overruled; a call from Java is noted as refused, since the guard decides such calls behind method security: nobody may
 * get an answer from memory who may not ask the question. The exception goes on to the caller in both cases. A denial that
 * comes from the body, or after it, is a failure like any other, because the body may have done something before.
 *
 * <p>Tools of a stream run on a thread where nobody is signed in. There, method security sees the principal of the run, by
 * name and authorities.
 */
final class AccessDenials implements MethodInterceptor {

    private final CallingRuns runs;
    private final JavaArguments arguments = new JavaArguments();

    AccessDenials(CallingRuns runs) {
        this.runs = runs;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        try {
            return signedIn(invocation);
        } catch (AccessDeniedException | AuthenticationException denied) {
            if (!BodyReached.by(invocation)) {
                noteQuietly(invocation, denied);
            }
            throw denied;
        }
    }

    private static @Nullable Object signedIn(MethodInvocation invocation) throws Throwable {
        SecurityContextHolderStrategy holder = SecurityContextHolder.getContextHolderStrategy();
        CallFrame frame = CallFrame.current();
        Principal principal = frame == null ? null : frame.run().context().principal();
        if (principal == null
                || principal.equals(Principal.ANONYMOUS)
                || holder.getContext().getAuthentication() != null) {
            return invocation.proceed();
        }
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                principal.name(), null, AuthorityUtils.createAuthorityList(principal.authorities())));
        holder.setContext(context);
        try {
            return invocation.proceed();
        } finally {
            holder.clearContext();
        }
    }

    private void noteQuietly(MethodInvocation invocation, RuntimeException denied) {
        try {
            note(invocation, denied);
        } catch (RuntimeException e) {
            denied.addSuppressed(e);
        }
    }

    private void note(MethodInvocation invocation, RuntimeException denied) {
        Class<?> type = Objects.requireNonNull(invocation.getThis()).getClass();
        ToolName tool = Objects.requireNonNull(GuardedMethod.toolOf(invocation.getMethod(), type));
        CallFrame frame = CallFrame.current();
        if (frame != null && frame.consume(tool)) {
            frame.denied(denied);
            return;
        }
        ToolCall call = ToolCall.of(tool, arguments.json(invocation.getMethod(), invocation.getArguments()));
        GuardRun current = runs.callers().run();
        if (current != null) {
            current.refuse(call, Explanation.of(GuardReason.ACCESS_DENIED));
            return;
        }
        try (GuardRun run = runs.guard().openStray(runs.callers().context())) {
            run.refuse(call, Explanation.of(GuardReason.ACCESS_DENIED));
        }
    }
}
