package dev.guardedtool.store;

import dev.guardedtool.FactScope;
import dev.guardedtool.ToolName;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.BudgetReservation;
import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.custody.FactKey;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.engine.RunSnapshot;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.RateKey;
import dev.guardedtool.rate.RateRequest;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.signature.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What stores keep for an hour beside effects. */
public enum KeptSubject {

    /** Of which a call was charged. */
    BUDGETS {
        @Override
        public void keep(Stores stores, String name) {
            hold(stores, name);
            stores.budgets.settle(name, ONE);
        }

        @Override
        public boolean knows(Stores stores, String name) {
            return stores.budgets.balance(budget(name)).used().equals(ONE);
        }
    },

    /** Under which a call counts. */
    RATES {
        @Override
        public void keep(Stores stores, String name) {
            stores.rates.acquire(List.of(rate(name)));
        }

        @Override
        public boolean knows(Stores stores, String name) {
            return stores.rates.uses(MANY).stream().anyMatch(use -> use.limit().equals(rate(name)));
        }
    },

    /** Of a tool in a run. */
    ATTEMPTS {
        @Override
        public void keep(Stores stores, String name) {
            stores.attempts.increment(name, TOOL, MANY);
        }

        @Override
        public boolean knows(Stores stores, String name) {
            return stores.attempts.increment(name, TOOL, 0).used() > 1;
        }
    },

    /** About anything. */
    FACTS {
        @Override
        public void keep(Stores stores, String name) {
            stores.facts.mint(List.of(fact(name)), HOUR);
        }

        @Override
        public boolean knows(Stores stores, String name) {
            return !stores.facts.find(List.of(fact(name))).isEmpty();
        }
    },

    /** Saved somewhere. */
    RUNS {
        @Override
        public void keep(Stores stores, String name) {
            stores.runs.save(new RunSnapshot(RunSnapshot.VERSION, "key", name, Map.of()));
        }

        @Override
        public boolean knows(Stores stores, String name) {
            return stores.runs.find(name).isPresent();
        }
    };

    /** For how long it is kept. */
    public static final Duration HOUR = Duration.ofHours(1);

    private static final int MANY = 1_000;
    private static final ToolName TOOL = ToolName.of("refund");
    private static final Amount ONE = new Amount(0, 0, 1, 0);

    /** The stores of one kind. */
    public record Stores(BudgetStore budgets, RateStore rates, AttemptStore attempts, FactStore facts, RunStore runs) {}

    /** Keeps one of that name for an hour. */
    public abstract void keep(Stores stores, String name);

    /** Whether the one of that name is known. */
    public abstract boolean knows(Stores stores, String name);

    /** Sets a call aside in the budget of that name, which is over in an hour; so is the lease. */
    public static void hold(Stores stores, String name) {
        Share share = new Share(budget(name), Amount.UNLIMITED, Instant.now().plus(HOUR));
        stores.budgets.reserve(new BudgetReservation(name, "me", ONE, List.of(share), HOUR));
    }

    /** The budget of that name. */
    public static BudgetKey budget(String name) {
        return new BudgetKey("per-user", name, "2026-01");
    }

    private static RateRequest rate(String name) {
        return new RateRequest(new RateKey(TOOL, "principal", HOUR, name), MANY);
    }

    private static FactKey fact(String name) {
        return new FactKey(FactScope.SESSION, "", "ann", "talk", "order", Fingerprint.parse(Digests.of(name)));
    }
}
