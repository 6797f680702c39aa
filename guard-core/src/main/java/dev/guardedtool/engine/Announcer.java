package dev.guardedtool.engine;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners, none of which can disturb a decision or each other. */
final class Announcer {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final List<GuardEventListener> listeners;

    Announcer(List<GuardEventListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    boolean observed() {
        return !listeners.isEmpty();
    }

    void announce(GuardEvent event) {
        for (GuardEventListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (Throwable failure) {
                Failure.rethrowFatal(failure);
                log.warn(
                        "An event listener failed and was skipped: {}",
                        listener.getClass().getName(),
                        failure);
            }
        }
    }
}
