package dev.guardedtool.autoconfigure.test;

import java.time.Instant;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Lets each test begin as if it were the first with its application context. */
final class FreshStart implements BeforeEachCallback {

    static final Instant TIME = Instant.parse("2030-01-01T12:00:00Z");

    @Override
    public void beforeEach(ExtensionContext test) {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        context.getBeanProvider(ScriptedChatModel.class).ifAvailable(ScriptedChatModel::reset);
        context.getBeanProvider(RecordedEvents.class).ifAvailable(RecordedEvents::clear);
        context.getBeanProvider(MutableClock.class).ifAvailable(clock -> clock.set(TIME));
        context.getBeanProvider(ForgetfulLedger.class).ifAvailable(ForgetfulLedger::forget);
    }
}
