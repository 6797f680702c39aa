package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.policy.InvalidPolicyException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ordered checks and the reservations. Checks that may do I/O are asked outside the run's lock: those before the
 * first local check come first, those after the last one once the reservations are made. The local checks and the
 * reservations see one state of the run; only those of the access phase, which nothing is reserved for, are asked for
 * themselves.
 */
final class Chain {

    private static final Logger log = LoggerFactory.getLogger(Chain.class);

    private static final Decision RUN_CLOSED = Decision.block(Explanation.of(GuardReason.RUN_CLOSED));
    private static final Decision GUARD_ERROR = Decision.block(Explanation.of(GuardReason.GUARD_ERROR));

    /** From this order on, what local checks see holds until the reservations are made. */
    private static final int HOLDING = Phase.ANSWERS.at(0);

    private static final int PEOPLE = Phase.PEOPLE.at(0);

    private final GuardCheck[] before;
    private final GuardCheck[] local;
    private final GuardCheck[] after;
    private final GuardCheck[] screening;
    private final Reservation[] reservations;

    Chain(List<GuardCheck> checks, List<Reservation> reservations) {
        GuardCheck[] ordered = checks.stream()
                .sorted(Comparator.comparingInt(GuardCheck::order))
                .toArray(GuardCheck[]::new);
        int first = 0;
        while (first < ordered.length && (!ordered[first].local() || ordered[first].order() < HOLDING)) {
            first++;
        }
        int last = ordered.length;
        while (last > first && !ordered[last - 1].local()) {
            last--;
        }
        for (int i = first; i < last; i++) {
            if (!ordered[i].local()) {
                throw new InvalidPolicyException(
                        "checks",
                        ordered[i].getClass().getName() + " may do I/O and so cannot stand between local checks");
            }
        }
        this.before = Arrays.copyOfRange(ordered, 0, first);
        this.local = Arrays.copyOfRange(ordered, first, last);
        this.after = Arrays.copyOfRange(ordered, last, ordered.length);
        this.screening = Arrays.stream(ordered)
                .filter(check -> check.order() < HOLDING || check.order() >= PEOPLE)
                .toArray(GuardCheck[]::new);
        this.reservations = reservations.toArray(Reservation[]::new);
    }

    /** The objection to the call, or null once everything it needs is reserved. */
    @Nullable
    Decision decide(OpenCall call) {
        GuardRun run = call.run();
        Decision objection = run.closed() ? RUN_CLOSED : ask(before, call, null);
        if (objection != null && !(objection instanceof Decision.Hold)) {
            return objection;
        }
        run.lock();
        try {
            objection = run.closed() ? RUN_CLOSED : ask(local, call, objection);
            if (objection == null) {
                reserve(call);
            }
        } finally {
            run.unlock();
        }
        if (after.length > 0 && (objection == null || objection instanceof Decision.Hold)) {
            objection = ask(after, call, objection);
        }
        return objection;
    }

    /** The objection that needs nothing but the call: who may do what, and what a person must agree to. */
    @Nullable
    Decision screen(OpenCall call) {
        return ask(screening, call, null);
    }

    /** The first answer that is no hold, else the first hold. */
    private @Nullable Decision ask(GuardCheck[] checks, OpenCall call, @Nullable Decision held) {
        Decision hold = held;
        for (GuardCheck check : checks) {
            Decision answer = checks != local && check.local() ? underLock(check, call) : answer(check, call);
            if (answer instanceof Decision.Hold) {
                hold = hold == null ? answer : hold;
            } else if (answer != null && !answer.allowed()) {
                return answer;
            }
        }
        return hold;
    }

    private static @Nullable Decision underLock(GuardCheck check, OpenCall call) {
        GuardRun run = call.run();
        run.lock();
        try {
            return answer(check, call);
        } finally {
            run.unlock();
        }
    }

    /** A check that fails refuses the call, or is passed over where the policy says so; the others are still asked. */
    private static @Nullable Decision answer(GuardCheck check, OpenCall call) {
        try {
            return check.check(call);
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
            log.error("{} failed on a call of {}", check.getClass().getName(), call.tool(), failure);
            return call.passesErrors() ? null : GUARD_ERROR;
        }
    }

    private void reserve(OpenCall call) {
        int taken = 0;
        try {
            while (taken < reservations.length) {
                reservations[taken].reserve(call);
                taken++;
            }
        } finally {
            if (taken < reservations.length) {
                giveBack(call, taken, Reservation::release);
            }
        }
        call.reserved(true);
        call.run().opened(call);
    }

    private void giveBack(OpenCall call, int count, BiConsumer<Reservation, OpenCall> how) {
        for (int i = count - 1; i >= 0; i--) {
            try {
                how.accept(reservations[i], call);
            } catch (Throwable failure) {
                Failure.rethrowFatal(failure);
                log.error("{} could not give back", reservations[i].getClass().getName(), failure);
            }
        }
    }

    /** Gives back what was reserved; the run's lock is held. */
    void release(OpenCall call) {
        if (call.reserved()) {
            call.reserved(false);
            call.run().openCalls().remove(call);
            call.run().tally().takenBack();
            giveBack(call, reservations.length, Reservation::release);
        }
    }

    /** As {@link #release}, for a call that was admitted and may have run. */
    void abandon(OpenCall call) {
        if (call.reserved()) {
            call.reserved(false);
            giveBack(call, reservations.length, Reservation::abandon);
        }
    }
}
