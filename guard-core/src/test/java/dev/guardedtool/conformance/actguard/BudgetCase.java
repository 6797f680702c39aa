package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Decision;
import dev.guardedtool.Money;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.Usage;
import dev.guardedtool.budget.BudgetScope;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.ModelRound;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetLimit.Scope;
import dev.guardedtool.policy.BudgetLimit.Window;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.SharedBudgets;
import dev.guardedtool.policy.SharedBudgets.Unavailable;
import dev.guardedtool.testing.Given;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Plays a case of budget scopes: each scope that is entered is a named one, the innermost is asked first, and the case's
 * tariff says what usage costs. The requests that the reference sends are left to the tests of the client over HTTP.
 */
final class BudgetCase {

    private final JsonNode test;
    private final Account account;
    private final JsonNode gateway;
    private final @Nullable CaseTariff tariff;
    private final Deque<Entered> scopes = new ArrayDeque<>();
    private int index;
    private boolean fetched;
    private boolean uncounted;
    private @Nullable GuardRun run;

    /** A scope that is open. */
    private record Entered(String name, BudgetScope scope) {}

    BudgetCase(JsonNode test, Account account) {
        this.test = test;
        this.account = account;
        this.gateway = test.path("config").path("gateway");
        JsonNode answer = gateway.path("/api/v1/cu-tariff").path(0);
        this.tariff = answer.path("status").intValue(0) == 200 ? new CaseTariff(answer.get("body")) : null;
    }

    void play() {
        for (JsonNode step : test.get("steps").values()) {
            String where = "step " + index;
            JsonNode expected = step.path("expect");
            switch (step.get("op").stringValue()) {
                case "run_begin" -> run = open(step);
                case "run_end" -> run = null;
                case "scope_enter" -> enter(step, expected, where);
                case "scope_exit" -> exit(expected, where);
                case "llm" -> ask(step, expected, where);
                case "add_cost" -> add(step, expected, where);
                default -> account.differs(where, "a step that is known", step.get("op"), null);
            }
            index++;
        }
    }

    private GuardRun open(JsonNode step) {
        GuardBuilder builder = Given.guard(policy());
        if (gateway.has("/api/v1/reserve")) {
            builder.budgetGateway(new CaseGateway(gateway.get("/api/v1/reserve")));
        }
        return builder.build()
                .open(RunContext.of(Principal.of(step.path("user_id").stringValue("somebody")))
                        .withRunId(step.get("run_id").stringValue()));
    }

    private GuardPolicy policy() {
        List<BudgetLimit> limits = new ArrayList<>();
        int step = 0;
        for (JsonNode next : test.get("steps").values()) {
            JsonNode limit = next.path("cost_limit");
            if (next.get("op").stringValue().equals("scope_enter") && !limit.isBoolean()) {
                boolean valid = limit.isNumber() && limit.decimalValue().signum() > 0;
                limits.add(limit("scope " + step, valid ? new Money(limit.decimalValue()) : null));
            }
            step++;
        }
        Collections.reverse(limits);
        SharedBudgets none = SharedBudgets.none();
        SharedBudgets shared =
                new SharedBudgets(limits, none.lease(), none.sessionTtl(), 0, Unavailable.ALLOW, none.maxEntries());
        return GuardPolicy.defaults()
                .withBudget(new BudgetPolicy(null, null, 0.8, Money.ZERO, true, Unpriced.REFUSE, PriceList.empty())
                        .withShared(shared));
    }

    /** A scope without a limit of its own counts all the same. */
    private static BudgetLimit limit(String name, @Nullable Money cost) {
        return new BudgetLimit(
                name, Scope.NAMED, Window.NONE, ZoneOffset.UTC, cost, Long.MAX_VALUE - 1, null, null, 0.8);
    }

    private void enter(JsonNode step, JsonNode expected, String where) {
        String error = expected.path("error").stringValue("");
        switch (error) {
            case "" -> {
                fetched |= step.path("cost_limit").isNumber();
                String name = "scope " + index;
                scopes.push(new Entered(name, BudgetScope.open(run(), name)));
                unreserved(where);
            }
            case "ActGuardPaymentRequired" -> refusedAtOnce("payment_required", where);
            case "BudgetExceededError" -> refusedAtOnce("cost_budget_exceeded", where);
            case "MissingRuntimeContextError", "ActGuardRuntimeContextError", "BudgetConfigurationError" ->
                account.differs(where, error, "scopes of a run that is passed on", Row.RUNS);
            case "ActGuardUsageError" -> wrong(step.path("cost_limit"), where);
            default -> account.differs(where, error, "a scope", null);
        }
    }

    /** The reference asks when a scope is entered, the guard before each round. */
    private void refusedAtOnce(String reason, String where) {
        String seen = refusal(run().openRound(used(1)));
        if (!seen.equals(reason)) {
            account.differs(where, reason, seen, null);
        }
    }

    /** What the reference goes on without is not gone on without where the gateway rejects it. */
    private void unreserved(String where) {
        String seen = refusal(run().openRound(used(1)));
        if (seen.equals("budget_gateway_unavailable")) {
            account.differs(where, "a scope without a reservation", seen, Row.OVERSHOOT);
        }
    }

    private static Usage used(long cost) {
        return new Usage("m", 0, 0, 0, new Money(BigDecimal.valueOf(cost)), true);
    }

    private static String refusal(ModelRound round) {
        String seen = round.refusal().map(decision -> decision.reason().code()).orElse("");
        round.release();
        return seen;
    }

    private void wrong(JsonNode limit, String where) {
        if (limit.isBoolean() || limit.decimalValue().stripTrailingZeros().scale() > 0) {
            account.differs(where, "an error", "a limit is a decimal, by its type", Row.POLICY_TYPO);
            return;
        }
        try {
            limit("wrong", new Money(limit.decimalValue()));
            account.differs(where, "an error", "a limit of " + limit, null);
        } catch (InvalidPolicyException e) {
            account.differs(where, "an error when the scope is entered", "an error at start", Row.POLICY_TYPO);
        }
    }

    private void exit(JsonNode expected, String where) {
        if (!scopes.isEmpty()) {
            scopes.pop().scope().close();
        }
        if (expected.has("error")) {
            account.differs(
                    where, expected.get("error"), "what was spent is told and fails nothing", Row.RECORD_FAILURE);
        }
    }

    private void ask(JsonNode step, JsonNode expected, String where) {
        Usage usage = tariff == null ? Usage.of("m", step.get("input").longValue(), 0) : tariff.usage(step);
        ModelRound round = run().openRound(new Usage("m", 0, 0, 0, tariff == null ? null : Money.ZERO, true));
        boolean executed = expected.get("executed").booleanValue();
        Decision refusal = round.refusal().orElse(null);
        if (refusal != null) {
            round.release();
            refused(refusal, executed, expected, where);
            return;
        }
        round.settle(usage);
        if (!executed) {
            account.differs(where, "a refusal", "an answer", uncounted ? Row.UNPRICED : null);
        } else if (expected.has("error")) {
            account.differs(where, "an answer that is thrown away", "an answer", Row.OVERSHOOT);
        }
        totals(expected, where);
    }

    private void refused(Decision refusal, boolean executed, JsonNode expected, String where) {
        Map<String, Object> figures = refusal.explanation().figures();
        if (refusal.reason().code().equals("price_unknown")) {
            account.differs(where, "an answer without a price", "a refusal", Row.UNPRICED);
        } else if (executed) {
            account.differs(where, "an answer", refusal.reason().code() + figures, uncounted ? Row.UNPRICED : null);
        } else {
            JsonNode details = expected.get("details");
            String seen = figures.get("used") + " of " + figures.get("limit");
            String said = plain(details.get("cost_used")) + " of " + plain(details.get("cost_limit"));
            if (!Money.of(seen.split(" ")[0]).equals(Money.of(said.split(" ")[0])) || !limitOf(seen, said)) {
                account.differs(where, said, seen, uncounted ? Row.UNPRICED : null);
            }
        }
    }

    private static boolean limitOf(String seen, String said) {
        return Money.of(seen.replaceAll(".* of ", "")).equals(Money.of(said.replaceAll(".* of ", "")));
    }

    private static String plain(JsonNode number) {
        return number.decimalValue().toPlainString();
    }

    private void add(JsonNode step, JsonNode expected, String where) {
        boolean negative = step.get("usd").decimalValue().signum() < 0;
        try {
            run().addCost(step.get("name").stringValue(), tariff == null ? price(step) : tariff.cost(step));
            if (negative) {
                account.differs(where, "an error", "a cost below nothing", null);
            } else if (expected.has("error")) {
                uncounted = true;
                account.differs(where, "an error without a tariff", "a cost", Row.UNPRICED);
            } else {
                totals(expected, where);
            }
        } catch (IllegalArgumentException e) {
            if (!negative) {
                account.differs(where, expected, e.getMessage(), null);
            }
        }
    }

    private static Money price(JsonNode step) {
        return new Money(step.get("usd").decimalValue());
    }

    /** Until the first limit the reference has no tariff and counts no money; the guard counts from the beginning. */
    private void totals(JsonNode expected, String where) {
        JsonNode totals = expected.path("totals");
        if (totals.isMissingNode() || scopes.isEmpty()) {
            return;
        }
        uncounted |= !fetched;
        compare(where + " tokens", totals.get("tokens_used"), used(scopes.getFirst(), "tokens"));
        compare(where + " cost", totals.get("local_cost_used"), used(scopes.getFirst(), "cost"));
        compare(where + " cost of the root", totals.get("root_cost_used"), used(scopes.getLast(), "cost"));
    }

    private BigDecimal used(Entered scope, String figure) {
        Object limits = run().report().subject("budget").getOrDefault("limits", Map.of());
        Object figures = ((Map<?, ?>) limits).get(scope.name());
        return figures == null ? BigDecimal.ZERO : (BigDecimal) ((Map<?, ?>) figures).get(figure);
    }

    private void compare(String where, JsonNode expected, BigDecimal actual) {
        if (expected.decimalValue().compareTo(actual) != 0) {
            account.differs(where, expected, actual, uncounted ? Row.UNPRICED : null);
        }
    }

    private GuardRun run() {
        if (run == null) {
            throw new IllegalStateException("no run was begun");
        }
        return run;
    }
}
