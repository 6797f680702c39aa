package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetLimit.Scope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A limit as calls meet it. Thread-safe. */
final class Limit {

    private final BudgetLimit said;
    private final Amount most;
    private final Amount due;
    private final Duration sessionTtl;
    private final Duration lease;
    private volatile @Nullable Period period;
    private volatile @Nullable Named named;

    /** What the budget of a run's holder in a period is called; runs ask again with every call. */
    private record Named(RunContext context, Period period, BudgetKey key) {}

    Limit(BudgetLimit said, Duration sessionTtl, Duration lease) {
        this.said = said;
        this.most = most(said);
        this.due = due(most, said.warnAt());
        this.sessionTtl = sessionTtl;
        this.lease = lease;
    }

    private static Amount most(BudgetLimit said) {
        Money cost = said.maxCost();
        Duration time = said.maxDuration();
        return new Amount(
                cost == null ? Long.MAX_VALUE : Amount.micros(cost),
                said.maxTokens() == null ? Long.MAX_VALUE : said.maxTokens(),
                said.maxCalls() == null ? Long.MAX_VALUE : said.maxCalls(),
                time == null ? Long.MAX_VALUE : time.toMillis());
    }

    /** From how much on a warning is due; never where there is no limit. */
    private static Amount due(Amount most, double warnAt) {
        return new Amount(
                due(most.micros(), warnAt),
                due(most.tokens(), warnAt),
                due(most.calls(), warnAt),
                due(most.millis(), warnAt));
    }

    private static long due(long most, double warnAt) {
        return most == Long.MAX_VALUE
                ? most
                : BigDecimal.valueOf(most)
                        .multiply(BigDecimal.valueOf(warnAt))
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
    }

    Amount due() {
        return due;
    }

    BudgetLimit said() {
        return said;
    }

    Amount most() {
        return most;
    }

    /** Whether several runs can share a budget of it. */
    boolean shared() {
        return said.scope() != Scope.RUN && said.scope() != Scope.NAMED;
    }

    /** Whether it is counted in the run itself. */
    boolean ofRun(RunView run) {
        return !shared() || (said.scope() == Scope.SESSION && run.context().session() == null);
    }

    /** Whether it concerns what that run spends now. */
    boolean concerns(RunView run) {
        return said.scope() != Scope.NAMED || run.state(OpenScopes.STATE).isOpen(said.name());
    }

    /** The budget of that run's holder in the period of that time. */
    @SuppressWarnings("ReferenceEquality") // Another object is looked up anew, which is right for an equal one too.
    Share share(RunView run, Instant now) {
        if (ofRun(run)) {
            return new Share(new BudgetKey(said.name(), "", ""), most, null);
        }
        RunContext context = run.context();
        Period current = period(now);
        Named known = named;
        if (known == null || known.context != context || known.period != current) {
            String holder = Objects.requireNonNull(Holders.of(said.scope(), context));
            known = new Named(context, current, new BudgetKey(said.name(), holder, current.name()));
            named = known;
        }
        return new Share(known.key, most, expires(current, now));
    }

    private @Nullable Instant expires(Period current, Instant now) {
        Instant end = current.end();
        if (end != null) {
            return end.plus(lease);
        }
        return said.scope() == Scope.SESSION ? now.plus(sessionTtl) : null;
    }

    /** The period at that time. */
    Period period(Instant now) {
        Period known = period;
        if (known == null || !known.covers(now)) {
            known = Period.at(now, said.window(), said.zone());
            period = known;
        }
        return known;
    }
}
