package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.Mode;
import dev.guardedtool.check.TextCheck;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is decided on a text of the assistant. A text has no effect, so a failing check lets it pass. */
record TextInspection(Core core, GuardRun run) {

    private static final Logger log = LoggerFactory.getLogger(TextInspection.class);

    Optional<Decision> inspect(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Decision decision = ask(text);
        if (decision != null && core.observed()) {
            core.announcer().announce(new GuardEvent.TextDecided(run.runId(), run.now(), decision));
        }
        core.observers().said(run, text, decision);
        return core.policy().mode() == Mode.ENFORCE ? Optional.ofNullable(decision) : Optional.empty();
    }

    private @Nullable Decision ask(String text) {
        run.lock();
        try {
            for (TextCheck check : core.textChecks()) {
                Decision decision = check.inspect(run, text);
                if (decision != null) {
                    Decision explained = explained(decision);
                    tally(explained);
                    return explained;
                }
            }
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
            log.error("The guard failed while it judged a text", failure);
        } finally {
            run.unlock();
        }
        return null;
    }

    private void tally(Decision decision) {
        if (core.policy().mode() == Mode.ENFORCE) {
            run.tally().text(decision);
        } else {
            run.tally().wouldHave(decision);
        }
    }

    private Decision explained(Decision decision) {
        Explanation why = decision.explanation();
        return why.text().isEmpty() ? decision.explained(why.text(core.texts().text(why, null))) : decision;
    }
}
