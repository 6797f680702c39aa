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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ordered checks and the reservations. Local checks are asked under the run's lock, which is let go for those that
 * may do I/O. The reservations are made under the lock right after the last local check; where the run changed while the
 * lock was let go, what local checks said before is asked anew. What comes after the last local check is asked once the
 * reservations are made.
 */
final class Chain {

    private static final Logger log = LoggerFactory.getLogger(Chain.class);

    private static final Decision RUN_CLOSED = Decision.block(Explanation.of(GuardReason.RUN_CLOSED));
    private static final Decision CALL_EXPIRED = Decision.block(Explanation.of(GuardReason.CALL_EXPIRED));
    private static final Decision GUARD_ERROR = Decision.block(Explanation.of(GuardReason.GUARD_ERROR));

    /** From this order on, what local checks say must still hold when the reservations are made. */
    private static final int HOLDING = Phase.ANSWERS.at(0);

    /** From this order on, local checks learn from being asked, so they are asked only once and all together. */
    private static final int LEARNING = Phase.LOOPS.at(0);

    private static final int PEOPLE = Phase.PEOPLE.at(0);

    private final GuardCheck[] before;
    private final GuardCheck[] after;
    private final GuardCheck[] repeatable;
    private final GuardCheck[] screening;
    private final Reservation[] reservations;

    Chain(List<GuardCheck> checks, List<Reservation> reservations) {
        GuardCheck[] ordered = checks.stream()
                .sorted(Comparator.comparingInt(GuardCheck::order))
                .toArray(GuardCheck[]::new);
        int last = ordered.length;
        while (last > 0 && !ordered[last - 1].local()) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            if (!ordered[i].local() && ordered[i].order() >= LEARNING) {
                throw new InvalidPolicyException(
                        "checks",
                        ordered[i].getClass().getName()
                                + " may do I/O and so cannot stand between local checks from the phase LOOPS on");
            }
        }
        this.before = Arrays.copyOfRange(ordered, 0, last);
        this.after = Arrays.copyOfRange(ordered, last, ordered.length);
        this.repeatable = Arrays.stream(before)
                .filter(check -> check.local() && check.order() >= HOLDING && check.order() < LEARNING)
                .toArray(GuardCheck[]::new);
        this.screening = Arrays.stream(ordered)
                .filter(check -> check.order() < HOLDING || check.order() >= PEOPLE)
                .toArray(GuardCheck[]::new);
        this.reservations = reservations.toArray(Reservation[]::new);
    }

    /** The objection to the call, or null once everything it needs is reserved. */
    @Nullable
    Decision decide(OpenCall call) {
        GuardRun run = call.run();
        if (run.closed()) {
            return RUN_CLOSED;
        }
        if (run.refusal() != null) {
            return run.refusal();
        }
        CallFrame frame = CallFrame.current();
        if (frame != null && frame.expired()) {
            return CALL_EXPIRED;
        }
        Decision objection;
        HeldLock lock = new HeldLock(run);
        try {
            objection = ask(before, call, lock, null);
            if (refuses(objection)) {
                return objection;
            }
            lock.take();
            if (run.closed()) {
                return RUN_CLOSED;
            }
            if (lock.stale()) {
                objection = askAgain(call, objection);
            }
            if (objection == null) {
                reserve(call);
            }
        } finally {
            lock.letGo();
        }
        return refuses(objection) ? objection : ask(after, call, lock, objection);
    }

    /** The objection that needs nothing but the call: who may do what, and what a person must agree to. */
    @Nullable
    Decision screen(OpenCall call) {
        if (call.run().refusal() != null) {
            return null;
        }
        HeldLock lock = new HeldLock(call.run());
        try {
            return ask(screening, call, lock, null);
        } finally {
            lock.letGo();
        }
    }

    private static boolean refuses(@Nullable Decision objection) {
        return objection != null && !(objection instanceof Decision.Hold);
    }

    /** The first answer that is no hold, else the first hold. */
    private static @Nullable Decision ask(GuardCheck[] checks, OpenCall call, HeldLock lock, @Nullable Decision held) {
        Decision hold = held;
        for (GuardCheck check : checks) {
            if (check.local()) {
                lock.take();
                lock.relied(check.order() >= HOLDING);
            } else if (check.concerns(call)) {
                lock.letGo();
            } else {
                continue;
            }
            Decision answer = answer(check, call, GuardCheck::check);
            if (answer instanceof Decision.Hold) {
                hold = hold == null ? answer : hold;
            } else if (answer != null && !answer.allowed()) {
                return answer;
            }
        }
        return hold;
    }

    private @Nullable Decision askAgain(OpenCall call, @Nullable Decision held) {
        Decision hold = held;
        for (GuardCheck check : repeatable) {
            Decision answer = answer(check, call, GuardCheck::checkAgain);
            if (answer instanceof Decision.Hold) {
                hold = hold == null ? answer : hold;
            } else if (answer != null && !answer.allowed()) {
                return answer;
            }
        }
        return hold;
    }

    /** A check that fails refuses the call, or is passed over where the policy says so; the others are still asked. */
    private static @Nullable Decision answer(
            GuardCheck check, OpenCall call, BiFunction<GuardCheck, OpenCall, @Nullable Decision> how) {
        try {
            return how.apply(check, call);
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
