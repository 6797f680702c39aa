package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.RunContext;
import dev.guardedtool.engine.GuardRun;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * What was known of a call on the thread of its caller, for the thread that it was handed over to.
 *
 * @param decidedIn the run in which the call was decided on its way to the method; null if it is yet to be decided
 * @param caller what is known of a run that the caller begins
 */
record HandedOver(@Nullable GuardRun decidedIn, RunContext caller) {

    private static final String KEY = HandedOver.class.getName();

    static @Nullable HandedOver of(MethodInvocation invocation) {
        return invocation instanceof ProxyMethodInvocation proxied
                        && proxied.getUserAttribute(KEY) instanceof HandedOver handedOver
                ? handedOver
                : null;
    }

    void with(MethodInvocation invocation) {
        if (invocation instanceof ProxyMethodInvocation proxied) {
            proxied.setUserAttribute(KEY, this);
        }
    }
}
