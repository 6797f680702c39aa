package dev.guardedtool.engine;

import dev.guardedtool.check.UserTextListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who listens what the user said. One that fails does not keep the others from hearing it. */
record Hearing(Core core, GuardRun run) {

    private static final Logger log = LoggerFactory.getLogger(Hearing.class);

    void hear(String text) {
        run.lock();
        try {
            for (UserTextListener listener : core.userTextListeners()) {
                try {
                    listener.onUserText(run, text);
                } catch (Throwable failure) {
                    Failure.rethrowFatal(failure);
                    log.error(
                            "{} did not hear what the user said",
                            listener.getClass().getName(),
                            failure);
                }
            }
        } finally {
            run.unlock();
        }
    }
}
