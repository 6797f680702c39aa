package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.policy.InvalidPolicyException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ordered checks and the reservations. Checks that may do I/O are asked outside the run's lock: those before the
 * first local check come first, those after the last one once the reservations are made. The local checks and the
 * reservations see one state of the run.
 */
final class Chain {

    private static final Decision RUN_CLOSED = Decision.block(Explanation.of(GuardReason.RUN_CLOSED));

    private final GuardCheck[] before;
    private final GuardCheck[] local;
    private final GuardCheck[] after;
    private final Reservation[] reservations;

    Chain(List<GuardCheck> checks, List<Reservation> reservations) {
        GuardCheck[] ordered = checks.stream()
                .sorted(Comparator.comparingInt(GuardCheck::order))
                .toArray(GuardCheck[]::new);
        int first = 0;
        while (first < ordered.length && !ordered[first].local()) {
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
        this.reservations = reservations.toArray(Reservation[]::new);
    }

    /** The objection to the call, or null once everything it needs is reserved. */
    @Nullable
    Decision decide(OpenCall call) {
        Decision objection = ask(before, call, null);
        if (objection != null && !(objection instanceof Decision.Hold)) {
            return objection;
        }
        GuardRun run = call.run();
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

    private static @Nullable Decision ask(GuardCheck[] checks, OpenCall call, @Nullable Decision held) {
        Decision hold = held;
        for (GuardCheck check : checks) {
            Decision answer = check.check(call);
            if (answer instanceof Decision.Hold) {
                hold = hold == null ? answer : hold;
            } else if (answer != null) {
                return answer;
            }
        }
        return hold;
    }

    private void reserve(OpenCall call) {
        for (Reservation reservation : reservations) {
            reservation.reserve(call);
        }
        call.reserved(true);
        call.run().opened(call);
    }

    /** Gives back what was reserved; the run's lock is held. */
    void release(OpenCall call) {
        if (call.reserved()) {
            call.reserved(false);
            call.run().openCalls().remove(call);
            call.run().tally().takenBack();
            for (Reservation reservation : reservations) {
                reservation.release(call);
            }
        }
    }

    /** As {@link #release}, for a call that was admitted and may have run. */
    void abandon(OpenCall call) {
        if (call.reserved()) {
            call.reserved(false);
            for (Reservation reservation : reservations) {
                reservation.abandon(call);
            }
        }
    }
}
