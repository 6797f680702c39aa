package dev.guardedtool.autoconfigure.aop;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** Marks invocations that passed everything in front of the body, which from here on may have done something. */
final class BodyReached implements MethodInterceptor {

    private static final String KEY = BodyReached.class.getName();

    static boolean by(MethodInvocation invocation) {
        return !(invocation instanceof ProxyMethodInvocation proxied) || proxied.getUserAttribute(KEY) != null;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (invocation instanceof ProxyMethodInvocation proxied) {
            proxied.setUserAttribute(KEY, true);
        }
        return invocation.proceed();
    }
}
