package dev.guardedtool.execution;

import java.util.Map;
import org.slf4j.MDC;

/** What every thread has: its class loader, and what is said of it in logs. */
final class ThreadContext implements ContextCarrier {

    @Override
    public Runnable carry(Runnable work) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Map<String, String> logged = MDC.getCopyOfContextMap();
        return () -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            if (logged != null) {
                MDC.setContextMap(logged);
            }
            try {
                work.run();
            } finally {
                MDC.clear();
                thread.setContextClassLoader(before);
            }
        };
    }
}
