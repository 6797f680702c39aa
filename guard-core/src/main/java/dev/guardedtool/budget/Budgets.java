package dev.guardedtool.budget;

import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.check.Heartbeat;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.SharedBudgets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Takes from all budgets that concern a run, those of the run itself before the shared ones. Thread-safe. */
final class Budgets {

    private final BudgetStore shared;
    private final String owner;
    private final Duration lease;
    private final List<Limit> limits;
    private final Unsettled unsettled;
    private final AtomicLong number = new AtomicLong();

    Budgets(SharedBudgets policy, BudgetStore shared, String owner, Heartbeat heartbeat) {
        this.shared = shared;
        this.owner = owner;
        this.unsettled = new Unsettled(heartbeat);
        this.lease = policy.lease();
        this.limits = policy.limits().stream()
                .map(limit -> new Limit(limit, policy.sessionTtl(), policy.lease()))
                .toList();
    }

    boolean none() {
        return limits.isEmpty();
    }

    List<Limit> limits() {
        return limits;
    }

    /** Whether any of them limits money. */
    boolean limitCost() {
        return limits.stream().anyMatch(limit -> Figure.COST.limitedBy(limit.most()));
    }

    /**
     * Sets the estimate aside in all budgets that concern the run.
     *
     * @return a claim, which has no parts where no limit concerns the run, or the first budget that has not enough
     */
    BudgetAnswer take(RunView run, Amount estimate, Instant now) {
        return take(run, estimate, now, Limit::most);
    }

    /** Counts what was spent without having been set aside before; limits do not stand in its way. */
    void charge(RunView run, Amount actual, Instant now) {
        unsettled.tell(() -> {
            if (take(run, Amount.NONE, now, limit -> Amount.UNLIMITED) instanceof BudgetClaim claim) {
                settle(run, claim, actual);
            }
        });
    }

    private BudgetAnswer take(RunView run, Amount estimate, Instant now, Function<Limit, Amount> most) {
        List<BudgetClaim.Part> taken = new ArrayList<>(2);
        boolean complete = false;
        try {
            for (boolean ofRun : new boolean[] {true, false}) {
                List<Limit> some = new ArrayList<>(limits.size());
                List<Share> shares = new ArrayList<>(limits.size());
                for (Limit limit : limits) {
                    if (limit.ofRun(run) == ofRun && limit.concerns(run)) {
                        Share share = limit.share(run, now);
                        some.add(limit);
                        shares.add(new Share(share.key(), most.apply(limit), share.expires()));
                    }
                }
                if (shares.isEmpty()) {
                    continue;
                }
                BudgetStore store = ofRun ? run.state(RunBudgets.STATE).store() : shared;
                String id = owner + "-" + number.incrementAndGet();
                Optional<BudgetBalance> scarce =
                        store.reserve(new BudgetReservation(id, owner, estimate, shares, lease));
                if (scarce.isPresent()) {
                    return Shortage.of(scarce.get(), some, estimate, now);
                }
                taken.add(new BudgetClaim.Part(store, id, some));
            }
            complete = true;
            return new BudgetClaim(this, taken, estimate, now);
        } finally {
            if (!complete) {
                taken.forEach(part -> part.store().release(part.id()));
            }
        }
    }

    /** Nothing more is tried again. */
    void close() {
        unsettled.close();
    }

    /** Turns what was set aside into what was spent. */
    void settle(RunView run, BudgetClaim claim, Amount actual) {
        for (BudgetClaim.Part part : claim.parts()) {
            unsettled.tell(() -> settle(run, part, actual));
        }
    }

    private static void settle(RunView run, BudgetClaim.Part part, Amount actual) {
        List<BudgetBalance> after = part.store().settle(part.id(), actual);
        for (int i = 0; i < after.size(); i++) {
            LimitWarning.after(run, part.limits().get(i), after.get(i), actual);
        }
    }
}
