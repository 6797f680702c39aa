package dev.guardedtool.autoconfigure.execution;

import dev.guardedtool.execution.ContextCarrier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Takes the web request along, and with it beans of request scope. A tool that outlives the request finds it closed. */
final class RequestCarrier implements ContextCarrier {

    @Override
    public Runnable carry(Runnable work) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null
                ? work
                : () -> {
                    RequestContextHolder.setRequestAttributes(request);
                    try {
                        work.run();
                    } finally {
                        RequestContextHolder.resetRequestAttributes();
                    }
                };
    }
}
