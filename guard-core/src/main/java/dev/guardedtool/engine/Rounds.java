package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Usage;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.policy.OnError;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What models are asked in a run, and what it costs. */
record Rounds(Core core, GuardRun run) {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    ModelRound open(Usage expected) {
        ModelRound round = new ModelRound(this, expected);
        Decision objection = refusal();
        if (objection == null) {
            objection = take(round);
        }
        if (objection == null) {
            return round;
        }
        Decision decision = explained(objection);
        boolean refused = core.policy().mode() == Mode.ENFORCE;
        run.lock();
        try {
            if (refused) {
                run.tally().text(decision);
            } else {
                run.tally().wouldHave(decision);
            }
        } finally {
            run.unlock();
        }
        if (core.observed()) {
            core.announcer().announce(new GuardEvent.RoundDecided(run.runId(), run.now(), expected.model(), decision));
        }
        if (!refused) {
            return new ModelRound(this, expected);
        }
        round.refuse(decision);
        return round;
    }

    private @Nullable Decision refusal() {
        return run.closed() ? Decision.block(Explanation.of(GuardReason.RUN_CLOSED)) : run.refusal();
    }

    /** The objection of the first check that has one; the checks before it give back what they took. */
    private @Nullable Decision take(ModelRound round) {
        List<RoundCheck> checks = core.roundChecks();
        for (int i = 0; i < checks.size(); i++) {
            RoundCheck check = checks.get(i);
            Decision objection;
            try {
                objection = within(check.local(), () -> check.open(round));
            } catch (Throwable failure) {
                log.error("{} failed on a question to a model", check.getClass().getName(), failure);
                if (core.policy().onError() == OnError.ALLOW && !(failure instanceof VirtualMachineError)) {
                    continue;
                }
                giveBack(round, i);
                Failure.rethrowFatal(failure);
                return Decision.block(Explanation.of(GuardReason.GUARD_ERROR));
            }
            if (objection != null) {
                giveBack(round, i);
                return objection;
            }
        }
        return null;
    }

    void release(ModelRound round) {
        giveBack(round, core.roundChecks().size());
    }

    private void giveBack(ModelRound round, int count) {
        for (int i = count - 1; i >= 0; i--) {
            RoundCheck check = core.roundChecks().get(i);
            try {
                within(check.local(), () -> {
                    check.release(round);
                    return null;
                });
            } catch (Throwable failure) {
                Failure.rethrowFatal(failure);
                log.warn("{} could not give back; it stays until its lease ends", check.getClass(), failure);
            }
        }
    }

    boolean mayHaveAnswered(Throwable failure) {
        String code = core.errors().resultOf(failure).error();
        return core.errors().doubtful(core.errors().errorClass(code));
    }

    void settle(ModelRound round, Usage used) {
        tell(listener -> listener.onRound(round, used));
        core.observers().used(run, used);
    }

    /** Tells those first that look at nothing but the run. */
    void tell(Consumer<UsageListener> news) {
        run.lock();
        try {
            tell(news, true);
        } finally {
            run.unlock();
        }
        tell(news, false);
    }

    private void tell(Consumer<UsageListener> news, boolean local) {
        for (UsageListener listener : core.usageListeners()) {
            if (listener.local() != local) {
                continue;
            }
            try {
                news.accept(listener);
            } catch (Throwable failure) {
                Failure.rethrowFatal(failure);
                log.error("{} failed to count usage", listener.getClass().getName(), failure);
            }
        }
    }

    private <T> @Nullable T within(boolean lock, Supplier<@Nullable T> work) {
        if (!lock) {
            return work.get();
        }
        run.lock();
        try {
            return work.get();
        } finally {
            run.unlock();
        }
    }

    private Decision explained(Decision decision) {
        Explanation why = decision.explanation();
        return why.text().isEmpty() ? decision.explained(why.text(core.texts().text(why, null))) : decision;
    }
}
