package dev.guardedtool.autoconfigure;

import dev.guardedtool.engine.GuardRun;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The run that an application bound to the web request that this thread serves. */
final class RequestRun {

    static final String ATTRIBUTE = "guard.run";

    private static final boolean WEB = ClassUtils.isPresent(
            "org.springframework.web.context.request.RequestContextHolder", RequestRun.class.getClassLoader());

    private RequestRun() {}

    static @Nullable GuardRun current() {
        return WEB ? Request.run() : null;
    }

    /** Only touched where there is a web. */
    private static final class Request {

        static @Nullable GuardRun run() {
            RequestAttributes request = RequestContextHolder.getRequestAttributes();
            return request != null
                            && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof GuardRun run
                    ? run
                    : null;
        }
    }
}
