package dev.guardedtool.autoconfigure.execution;

import dev.guardedtool.execution.ContextCarrier;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContextHolder;

/** Takes along who is signed in. */
final class SecurityCarrier implements ContextCarrier {

    @Override
    public Runnable carry(Runnable work) {
        return new DelegatingSecurityContextRunnable(work, SecurityContextHolder.getContext());
    }
}
