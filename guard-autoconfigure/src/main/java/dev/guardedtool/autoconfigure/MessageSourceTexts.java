package dev.guardedtool.autoconfigure;

import dev.guardedtool.GuardTexts;
import dev.guardedtool.engine.BundledTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** The guard's texts, replaced one by one by an application's messages {@code guard.<reason code>}. */
final class MessageSourceTexts {

    private static final String PREFIX = "guard.";

    private MessageSourceTexts() {}

    static GuardTexts of(MessageSource messages) {
        return BundledTexts.replacedBy(key -> message(messages, PREFIX + key));
    }

    /** Without arguments, so that the placeholders of the guard's texts are not taken for those of a message format. */
    private static @Nullable String message(MessageSource messages, String code) {
        String message = messages.getMessage(code, null, null, LocaleContextHolder.getLocale());
        return code.equals(message) ? null : message;
    }
}
