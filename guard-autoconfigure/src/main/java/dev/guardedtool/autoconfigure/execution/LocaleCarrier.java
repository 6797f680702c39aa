package dev.guardedtool.autoconfigure.execution;

import dev.guardedtool.execution.ContextCarrier;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;

/** Takes the caller's language along. */
final class LocaleCarrier implements ContextCarrier {

    @Override
    public Runnable carry(Runnable work) {
        LocaleContext locale = LocaleContextHolder.getLocaleContext();
        return () -> {
            LocaleContextHolder.setLocaleContext(locale);
            try {
                work.run();
            } finally {
                LocaleContextHolder.resetLocaleContext();
            }
        };
    }
}
