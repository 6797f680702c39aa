package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Usage;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.RunObserver;
import dev.guardedtool.check.RunView;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who watch runs, none of which can disturb a call or each other. Never under the run's lock. */
final class Observers {

    private static final Logger log = LoggerFactory.getLogger(Observers.class);

    private final RunObserver[] observers;

    Observers(List<RunObserver> observers) {
        this.observers = observers.toArray(RunObserver[]::new);
    }

    void decided(CallView call, Decision decision) {
        if (any()) {
            tell(observer -> observer.decided(call, decision));
        }
    }

    void overruled(CallView call, Decision decision) {
        if (any()) {
            tell(observer -> observer.overruled(call, decision));
        }
    }

    void recorded(CallView call, Outcome outcome) {
        if (any()) {
            tell(observer -> observer.recorded(call, outcome));
        }
    }

    void cameLate(CallView call, Outcome outcome) {
        if (any()) {
            tell(observer -> observer.cameLate(call, outcome));
        }
    }

    void said(RunView run, String text, @Nullable Decision decision) {
        if (any()) {
            tell(observer -> observer.said(run, text, decision));
        }
    }

    void used(RunView run, Usage usage) {
        if (any()) {
            tell(observer -> observer.used(run, usage));
        }
    }

    void closed(RunView run) {
        if (any()) {
            tell(observer -> observer.closed(run));
        }
    }

    private boolean any() {
        return observers.length > 0;
    }

    private void tell(Consumer<RunObserver> news) {
        for (RunObserver observer : observers) {
            try {
                news.accept(observer);
            } catch (Throwable failure) {
                Failure.rethrowFatal(failure);
                log.warn(
                        "An observer failed and was skipped: {}",
                        observer.getClass().getName(),
                        failure);
            }
        }
    }
}
